import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, variables } from '../../src/platform/config/config.js';
import { ServerProcess } from './server-process.js';

const GOOD = { DATABASE_URL: 'postgresql://server:very-secret@127.0.0.1:5432/barnraise' };

function refusedFor(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
}

describe('the configuration', () => {
  test('asks for nothing but the database', () => {
    expect(readConfig(GOOD)).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', OPERATIONS: 'known', TRUST_PROXY: 0, DEMO: false, LOG_LEVEL: 'info' });
    expect(() => ((readConfig(GOOD) as { PORT: number }).PORT = 1)).toThrow(TypeError);
  });

  test.each([
    ['DATABASE_URL', '', /is missing: it must be/], ['DATABASE_URL', 'mysql://x@y/z', /must be a PostgreSQL address: postgresql:/], ['DATABASE_URL', 'postgresql://very-secret@host:no-port/x', /must be a PostgreSQL address/],
    ['WORKER_DATABASE_URL', 'very-secret', /must be a PostgreSQL address/], ['MIGRATION_DATABASE_URL', 'postgresql://host', /must be a PostgreSQL address/],
    ['PORT', '70000', /must be a whole number from 0 to 65535/], ['PORT', '-1', /must be a whole number/], ['PORT', '3000.5', /must be a whole number/], ['PORT', '0x10', /must be a whole number/], ['PORT', 'web', /must be a whole number/],
    ['DATABASE_POOL_SIZE', '0', /must be a whole number from 1 to 200/], ['PUBLIC_URL', 'barnraise.example', /must be a web address, like https:/], ['PUBLIC_URL', 'javascript:alert(1)', /must be a web address/],
    ['OPERATIONS', 'all', /must be open .* or known/], ['DEMO', 'yes', /must be true or false/], ['TRUST_PROXY', 'true', /must be a whole number from 0 to 10/], ['SMTP_URL', 'https://mail', /must be an SMTP address: smtp:/],
    ['SMTP_URL', 'smtp://office@mail:587', /must carry login and password together/], ['SMTP_URL', 'smtp://office:very-secret@mail:587?tls.rejectUnauthorized=false', /must end with the port: options behind it are not taken/],
    ['SMTP_URL', 'smtp://office:very-secret@mail:port', /must be an SMTP address/], ['MAIL_FROM', 'Barnraise', /must be a mail address/], ['MAIL_FROM', 'Office <office@very-secret', /must be a mail address/], ['LOG_LEVEL', 'loud', /must be silent, error, warn, info or debug/],
  ])('%s "%s" is refused with what it should be, without its value', (name, value, says) => {
    const message = refusedFor({ ...GOOD, [name]: value });
    expect(message).toMatch(new RegExp(`\\n  ${name} ${says.source}`));
    expect(message).not.toContain('very-secret');
    expect(message.split('\n')).toHaveLength(2);
  });

  test('is refused with all that is wrong at once', () => {
    const message = refusedFor({ PORT: 'x', LOG_LEVEL: 'x', DEMO: 'x', OPERATIONS: 'x' });
    for (const name of ['DATABASE_URL', 'PORT', 'LOG_LEVEL', 'DEMO', 'OPERATIONS']) expect(message).toContain(`\n  ${name} `);
  });

  test('has a case here for every variable that can be wrong', () => {
    const free = ['HOST', 'WEB_DIR'];
    expect(Object.keys(variables.shape).filter((name) => !free.includes(name) && !refusedFor({ ...GOOD, [name]: '\u0000 no such value' }).includes(name))).toEqual([]);
  });
});

test('a server with bad configuration ends at once, saying so on its own', async () => {
  const server = new ServerProcess({ DATABASE_URL: 'very-secret', PORT: 'many', LOG_LEVEL: 'loud' });
  expect(await server.ended()).toBe(2);
  expect(server.output.trim().split('\n')).toEqual([
    'The configuration is not usable:', expect.stringMatching(/^ {2}DATABASE_URL must be a PostgreSQL address/), expect.stringMatching(/^ {2}PORT must be a whole number/), expect.stringMatching(/^ {2}LOG_LEVEL must be silent/),
  ]);
});
