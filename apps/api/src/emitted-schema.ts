import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { AppModule, makeAdapter } from './app.js';
import { readConfig } from './platform/config/config.js';

export const CONTRACT = new URL('../../../packages/contract/schema.graphql', import.meta.url);

/** The graph of the whole application. It needs no database. */
export async function emittedSchema(): Promise<GraphQLSchema> {
  const config = readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', OPERATIONS: 'open', LOG_LEVEL: 'error' });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, { connect: false }), makeAdapter(config), { logger: ['error'], abortOnError: false });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  await app.close();
  return schema;
}

/** The graph as reviewers read it. */
export function schemaText(schema: GraphQLSchema): string {
  return `# Emitted by the api: npm run schema. Never edited by hand.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
