import preset from '@barnraise/config/jest.mjs';

// As in production: GraphQL checks every type of every answer a second time where it thinks somebody develops.
process.env.NODE_ENV = 'production';

export default {
  ...preset,
  globalSetup: './test/global-setup.mjs',
  globalTeardown: './test/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  testSequencer: './test/sequencer.mjs',
  maxWorkers: 2,
};
