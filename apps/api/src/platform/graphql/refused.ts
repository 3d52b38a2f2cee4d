import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { GqlArgumentsHost } from '@nestjs/graphql';
import { getNamedType, GraphQLError, isUnionType, type GraphQLResolveInfo } from 'graphql';
import { type RefusalData } from './refusals.js';

/** A refusal met before the resolver ran (guard or input check). It becomes data wherever the operation's result has room for it. */
export class RefusedError extends Error {
  constructor(readonly refusal: RefusalData) {
    super(refusal.message);
  }
}

@Catch()
export class RefusedFilter extends BaseExceptionFilter {
  override catch(error: Error, host: ArgumentsHost): RefusalData | void {
    if (host.getType<string>() !== 'graphql') return super.catch(error, host);
    // Anything else is told, and written down, in one place: where errors become answers.
    if (!(error instanceof RefusedError)) throw error;
    const { refusal } = error;
    const info = GqlArgumentsHost.create(host).getInfo<GraphQLResolveInfo>();
    const type = getNamedType(info.returnType);
    if (isUnionType(type) && type.getTypes().some(({ name }) => name === refusal.__typename)) return refusal;
    throw new GraphQLError(refusal.message, { extensions: { ...refusal, code: refusal.code, __typename: undefined } });
  }
}
