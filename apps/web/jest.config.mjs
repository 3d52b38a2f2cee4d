import shared from '@barnraise/config/jest.mjs';

export default {
  ...shared,
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['browser', 'import', 'default'] },
  moduleNameMapper: { ...shared.moduleNameMapper, '\\.css$': '<rootDir>/test/css.mjs' },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
