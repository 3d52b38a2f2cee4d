export const forwardOnly = true;
