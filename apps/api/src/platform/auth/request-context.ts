import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Principal } from './principal.js';

/** What every resolver may know of the request. */
export interface RequestContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Hash of the session token the request came with, or null. */
  readonly tokenHash: string | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply | null;
  /** Batching of one request: one instance per kind. */
  readonly loaders: Map<unknown, unknown>;
  /** Why it isn't known who asks: then nothing is run, and the answer says so as every other answer does. */
  readonly unknown?: Error;
}

/** Who acts. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Principal => GqlExecutionContext.create(context).getContext<RequestContext>().principal);

/** The whole request context: only for what sets cookies or needs the session itself. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext => GqlExecutionContext.create(context).getContext<RequestContext>());
