import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCompose, checkContainerfile, readProject } from './container-check.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CONTAINER = path.join(ROOT, 'infra/container');
const PLANTED = fileURLToPath(new URL('./planted/', import.meta.url));
const README = readFileSync(path.join(ROOT, 'infra/README.md'), 'utf8');
const read = (...at: string[]): string => readFileSync(path.join(...at), 'utf8');

describe('the container files', () => {
  const project = readProject(ROOT);

  it('are held against what the product really reads', () => {
    expect([...project.variables]).toEqual(expect.arrayContaining(['DATABASE_URL', 'WORKER_DATABASE_URL', 'MIGRATION_DATABASE_URL', 'PORT', 'HOST']));
  });

  it('name nothing that the project lacks', () => {
    expect(checkContainerfile(read(CONTAINER, 'Containerfile'), project)).toEqual([]);
    expect(checkCompose(read(CONTAINER, 'compose.yaml'), CONTAINER, README, project)).toEqual([]);
  });

  it('would be caught if they did: the image', () => {
    expect(checkContainerfile(read(PLANTED, 'Containerfile'), project)).toEqual([
      'FROM docker.io/library/node:18-slim AS build: should be Node 24',
      'COPY app/: no such file',
      'COPY --from=builder: no such stage',
      'no script infra/with-npm.mjs',
      'no package @barnraise/server',
      'no folder apps/site',
      'no program dist/serving.js in the api',
      'ENV DB_URL: the product reads no such variable',
      'USER: should not be root',
      'HEALTHCHECK: asks for /health/fine, which nobody answers',
      'HEALTHCHECK: the product reads no variable HTTP_PORT',
    ]);
  });

  it('would be caught if they did: the services', () => {
    expect(checkCompose(read(PLANTED, 'compose.yaml'), PLANTED, README, project)).toEqual([
      'migrate: context .. is not the checkout',
      'migrate: no such file: infra/Dockerfile',
      'migrate: the product reads no variable OWNER_URL',
      'migrate: no program dist/migrating.js in the api',
      'migrate: depends on database, which is no service',
      'migrate: an address names db, which is no service',
      'migrate: no volume data',
      'migrate: port 3000:3000 is open to everyone',
      'nobody is told of ${SECRET}',
    ]);
  });

  it('are explained in a page and no more', () => {
    expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
});
