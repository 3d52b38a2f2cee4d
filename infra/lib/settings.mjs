// What the environment says, checked before anything is installed, so that a typing error costs no minutes.
import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A sentence for the person who typed the command: what is wrong, and what it should be. */
export class Refusal extends Error {}

/**
 * @typedef {object} Settings
 * @property {string} root the checkout
 * @property {string} dataDir
 * @property {string} host
 * @property {number} port
 * @property {{ server: string, worker: string, migration: string } | null} database null: our own PostgreSQL
 * @property {boolean} demo
 */

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} root
 * @returns {Settings}
 */
export function readSettings(env, root) {
  const database = readDatabase(env);
  return {
    root,
    dataDir: path.resolve(root, env.DATA_DIR || '.data'),
    host: env.HOST || '127.0.0.1',
    port: readPort(env.PORT),
    database,
    demo: readSwitch(env, 'DEMO', database === null),
  };
}

/**
 * Makes the data folder and refuses one that can't hold data.
 * @param {string} dataDir
 */
export function prepareDataDir(dataDir) {
  try {
    const first = mkdirSync(dataDir, { recursive: true });
    // Whatever the umask: the account that PostgreSQL runs under must get through. What is private in it says so itself.
    for (let made = dataDir; first && made.length >= first.length; made = path.dirname(made)) chmodSync(made, 0o755);
    if (!statSync(dataDir).isDirectory()) throw new Error('it is a file');
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const why = code === 'EACCES' || code === 'EPERM' ? 'you may not write there' : code === 'ENOTDIR' || code === 'EEXIST' ? 'a file is in the way' : code === 'EROFS' ? 'it is read-only' : message;
    throw new Refusal(`DATA_DIR is ${dataDir}, and that can't hold the data: ${why}. It should be a folder that you may write to; leave it out for .data in the checkout.`);
  }
}

/** @param {string | undefined} value */
function readPort(value) {
  if (!value) return 3000;
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(`PORT is "${value}". It should be a whole number from 1 to 65535, or left out for 3000.`);
}

/** @param {Record<string, string | undefined>} env @param {string} name @param {boolean} otherwise */
function readSwitch(env, name, otherwise) {
  const value = env[name];
  if (!value) return otherwise;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Refusal(`${name} is "${value}". It should be true or false, or left out for ${otherwise}.`);
}

/** @type {[name: string, login: string, what: string][]} */
const ADDRESSES = [
  ['DATABASE_URL', 'barnraise_api', 'the login of the server, which owns nothing'],
  ['WORKER_DATABASE_URL', 'barnraise_jobs', 'the login of the job worker'],
  ['MIGRATION_DATABASE_URL', 'barnraise_owner', 'the login that owns the tables'],
];

/** @param {Record<string, string | undefined>} env */
function readDatabase(env) {
  const given = ADDRESSES.filter(([name]) => env[name]);
  if (given.length === 0) return null;
  /** @type {Map<string, string>} */
  const logins = new Map();
  for (const [name, login, what] of ADDRESSES) {
    const should = `It should be the address of the same PostgreSQL (15 or newer) database for ${what}, such as postgres://${login}:PASSWORD@HOST:5432/barnraise.`;
    const value = env[name];
    if (!value) throw new Refusal(`${name} is not set, but ${given[0]?.[0]} is. ${should}`);
    const address = URL.canParse(value) ? new URL(value) : null;
    // The value stays out of the sentence: it holds a password.
    if (!address || !/^postgres(ql)?:$/.test(address.protocol)) throw new Refusal(`${name} is not an address of a PostgreSQL database. ${should}`);
    if (address.pathname.length < 2) throw new Refusal(`${name} names no database. ${should}`);
    if (!address.username) throw new Refusal(`${name} names no login. ${should}`);
    const twin = logins.get(address.username);
    if (twin) throw new Refusal(`${name} and ${twin} use the same login, "${address.username}". ${should}`);
    logins.set(address.username, name);
  }
  return { server: env.DATABASE_URL ?? '', worker: env.WORKER_DATABASE_URL ?? '', migration: env.MIGRATION_DATABASE_URL ?? '' };
}
