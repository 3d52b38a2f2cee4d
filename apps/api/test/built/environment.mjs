import 'reflect-metadata';
import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';

const require = createRequire(import.meta.url);

/** A test file's own walls, with a door: what transform.mjs names is had from outside, where Node loads it once for all files of a worker. */
export default class WithTheBuiltApi extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global[Symbol.for('barnraise.outside')] = { import: (url) => import(url), require };
    // What a decorator in a test notes is read outside.
    for (const name of Reflect.ownKeys(Reflect)) if (!(name in this.global.Reflect)) this.global.Reflect[name] = Reflect[name];
  }
}
