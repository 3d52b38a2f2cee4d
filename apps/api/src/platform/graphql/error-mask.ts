import { Injectable, Logger } from '@nestjs/common';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { type RequestContext } from '../auth/request-context.js';
import { isDatabaseAway } from '../database/away.js';
import { Fault } from '../logging/logger.js';

/** Codes a caller may see; everything else is ours and stays inside. */
const CALLERS_FAULT = /^(BAD_USER_INPUT|GRAPHQL_|PLEASE_RELOAD|QUERY_TOO_LARGE|SIGN_IN_FIRST|NOT_ALLOWED|NOT_FOUND|INVALID_INPUT|MER_ERR_)/;

/** Not done, or done without an answer: to be sent again under the same key. */
const AWAY = 'UNAVAILABLE';

/** Requests that are none of GraphQL, in our words. */
const UNREAD: Readonly<Partial<Record<string, { readonly status: number; readonly message: string }>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, message: 'The request is larger than the graph reads. Ask in smaller parts.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, message: 'The request is not JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, message: 'The request is empty.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, message: 'The request is not as long as it says.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, message: 'The graph reads application/json in UTF-8.' },
  // Written down only when its single faults could not be: it was too deep to be read.
  MER_ERR_GQL_VALIDATION: { status: 400, message: 'This document cannot be read as GraphQL.' },
  MER_ERR_METHOD_NOT_ALLOWED: { status: 405, message: 'What changes something is sent by POST.' },
};

const codeOf = (error: GraphQLError): string => String((error.extensions?.code as string | undefined) ?? (error.originalError as { code?: string } | undefined)?.code ?? '');

/** What is wrong with a document comes as one error that holds the others. */
function eachOf(error: GraphQLError): readonly GraphQLError[] {
  const { errors } = (error.originalError ?? {}) as { errors?: unknown };
  return Array.isArray(errors) && errors.length > 0 && errors.every((one) => one instanceof GraphQLError) ? (errors as GraphQLError[]) : [error];
}

/** The one place that turns an error into what goes out: the caller's mistakes in words, our own as a request id. */
@Injectable()
export class ErrorMask {
  private readonly log = new Logger('graphql');

  format(execution: ExecutionResult & { errors: readonly GraphQLError[] }, context?: RequestContext): { statusCode: number; response: ExecutionResult } {
    const requestId = context?.requestId;
    const errors = execution.errors.flatMap(eachOf).map((error) => this.one(error, requestId));
    const response: Record<string, unknown> = { errors };
    if (execution.data !== undefined && execution.data !== null) response.data = execution.data;
    else if (execution.errors.some((error) => error.path)) response.data = null;
    const unread = execution.errors.map((error) => UNREAD[codeOf(error)]).find((known) => known !== undefined);
    const away = errors.some((error) => error.extensions?.code === AWAY);
    const statusCode = 'data' in response ? 200 : away ? 503 : (unread?.status ?? 400);
    return { statusCode, response: response as unknown as ExecutionResult };
  }

  private one(error: GraphQLError, requestId?: string): GraphQLFormattedError {
    const original = error.originalError ?? undefined;
    if (isDatabaseAway(original ?? error)) {
      this.log.warn(`the database is away: ${(original ?? error).message}`);
      return { message: 'The database can\'t be reached at this moment. Please send this again: it will not be done twice.', ...(error.path ? { path: error.path } : {}), extensions: { code: AWAY, requestId } };
    }
    const code = codeOf(error);
    const unread = UNREAD[code];
    if (unread) return { message: unread.message, extensions: { code: 'BAD_REQUEST' } };
    // What a resolver broke while it was asked has a place in the answer; the compiled executor names no other cause.
    const isOurs = !original && error.path !== undefined && code === '';
    const isCallers = !isOurs && (!original || original instanceof GraphQLError || CALLERS_FAULT.test(code));
    if (isCallers) {
      const extensions = Object.fromEntries(Object.entries({ ...error.extensions, ...(code ? { code } : {}) }).filter(([, value]) => value !== undefined && value !== null));
      return { message: error.message, ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}), ...(Object.keys(extensions).length ? { extensions } : {}) };
    }
    this.log.error(new Fault(original instanceof Error ? original : error, requestId));
    return { message: `Something went wrong on our side. Please try again; if it stays, tell your coordinator this number: ${requestId ?? 'unknown'}.`, ...(error.path ? { path: error.path } : {}), extensions: { code: 'INTERNAL', requestId } };
  }
}
