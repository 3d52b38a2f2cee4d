export const orm = {
  synchronize: true, // caught: escapes
};
export const quiet = { synchronize: false };
