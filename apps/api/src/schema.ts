import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { AppModule, makeAdapter } from './app.js';
import { readConfig } from './platform/config/config.js';

const FILE = fileURLToPath(new URL('../../../packages/contract/schema.graphql', import.meta.url));

/** The graph as reviewers read it. It needs no database. */
async function print(): Promise<string> {
  const config = readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', OPERATIONS: 'open', LOG_LEVEL: 'error' });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, { connect: false }), makeAdapter(config), { logger: ['error'], abortOnError: false });
  await app.init();
  return `# Emitted by the api: npm run schema. Never edited by hand.\n\n${printSchema(lexicographicSortSchema(app.get(GraphQLSchemaHost).schema))}\n`;
}

const text = await print();
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('packages/contract/schema.graphql is not what the api emits: run "npm run schema" and commit the result.');
  process.exitCode = 1;
}
