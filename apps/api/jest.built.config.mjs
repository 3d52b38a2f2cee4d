import config from './jest.config.mjs';

const outside = './test/built/transform.mjs';

/**
 * The whole run: tests meet the api as it was built, and Node loads it, and what both share, once for all files of a worker.
 * Loaded within each test file's own walls, as for a single one, it took more time than most files' tests.
 */
export default {
  ...config,
  setupFiles: [],
  // What a file put in the place of something is gone for the next: they share what they load.
  restoreMocks: true,
  testEnvironment: './test/built/environment.mjs',
  transform: {
    '/apps/api/src/(?!.*\\.spec\\.ts$).*\\.ts$': outside,
    '/(packages/[^/]+|infra/embedded)/dist/.*\\.js$': outside,
    '/node_modules/(@nestjs/[^/]+/.*\\.js|typeorm/index\\.mjs|pg/esm/index\\.mjs)$': outside,
    '/node_modules/(graphql|class-validator)/': [outside, { commonjs: true }],
    ...config.transform,
  },
  transformIgnorePatterns: ['/node_modules/(?!\\.pnpm/|(@nestjs/[^/]+|typeorm|pg|graphql|class-validator)/)'],
};
