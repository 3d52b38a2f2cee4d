// caught: contract-is-data
export const helper = 1;
