import shared from '@barnraise/config/jest.mjs';

export default { ...shared, testMatch: ['<rootDir>/test/**/*.spec.ts'] };
