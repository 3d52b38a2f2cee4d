import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { GqlArgumentsHost } from '@nestjs/graphql';
import { getNamedType, GraphQLError, isUnionType, type GraphQLResolveInfo } from 'graphql';
import { type RefusalData } from './refusals.js';

/** A refusal met before the resolver ran (guard or input check). It becomes data wherever the operation's result has room for it. */
export class RefusedError extends Error {
  constructor(readonly refusal: RefusalData) {
    super(refusal.message);
  }
}

@Catch(RefusedError)
export class RefusedFilter implements ExceptionFilter {
  catch({ refusal }: RefusedError, host: ArgumentsHost): RefusalData {
    const info = GqlArgumentsHost.create(host).getInfo<GraphQLResolveInfo>();
    const type = getNamedType(info.returnType);
    if (isUnionType(type) && type.getTypes().some(({ name }) => name === refusal.__typename)) return refusal;
    throw new GraphQLError(refusal.message, { extensions: { ...refusal, code: refusal.code, __typename: undefined } });
  }
}
