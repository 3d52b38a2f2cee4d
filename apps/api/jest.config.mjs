import preset from '@barnraise/config/jest.mjs';

export default {
  ...preset,
  globalSetup: './test/global-setup.mjs',
  globalTeardown: './test/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  maxWorkers: 2,
};
