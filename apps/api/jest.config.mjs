import preset from '@barnraise/config/jest.mjs';

export default {
  ...preset,
  globalSetup: './test/global-setup.ts',
  globalTeardown: './test/global-teardown.ts',
  setupFiles: ['reflect-metadata'],
  maxWorkers: 2,
};
