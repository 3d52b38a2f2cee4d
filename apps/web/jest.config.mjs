import shared from '@barnraise/config/jest.mjs';

export default {
  ...shared,
  testEnvironment: 'jsdom',
  moduleNameMapper: { ...shared.moduleNameMapper, '\\.css$': '<rootDir>/test/css.mjs' },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
