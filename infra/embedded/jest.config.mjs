import shared from '@barnraise/config/jest.mjs';

export default { ...shared, maxWorkers: 2, testMatch: ['<rootDir>/test/**/*.spec.ts'] };
