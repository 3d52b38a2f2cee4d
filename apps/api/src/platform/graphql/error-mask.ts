import { Injectable, Logger } from '@nestjs/common';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { type RequestContext } from '../auth/request-context.js';
import { isDatabaseAway } from '../database/away.js';

/** Codes a caller may see; everything else is ours and stays inside. */
const CALLERS_FAULT = /^(BAD_USER_INPUT|GRAPHQL_|PLEASE_RELOAD|QUERY_TOO_LARGE|SIGN_IN_FIRST|NOT_ALLOWED|NOT_FOUND|INVALID_INPUT|MER_ERR_)/;

/** Not done, or done without an answer: to be sent again under the same key. */
const AWAY = 'UNAVAILABLE';

/** The one place that turns an error into what goes out: the caller's mistakes in words, our own as a request id. */
@Injectable()
export class ErrorMask {
  private readonly log = new Logger('graphql');

  format(execution: ExecutionResult & { errors: readonly GraphQLError[] }, context?: RequestContext): { statusCode: number; response: ExecutionResult } {
    const requestId = context?.requestId;
    const errors = execution.errors.map((error) => this.one(error, requestId));
    const response: Record<string, unknown> = { errors };
    if (execution.data !== undefined && execution.data !== null) response.data = execution.data;
    else if (execution.errors.some((error) => error.path)) response.data = null;
    const worst = execution.errors.find((error) => !(error instanceof GraphQLError) && typeof (error as { statusCode?: number }).statusCode === 'number') as { statusCode?: number } | undefined;
    const statusCode = 'data' in response ? 200 : (worst?.statusCode ?? 400);
    const away = errors.some((error) => error.extensions?.code === AWAY);
    return { statusCode: away && !('data' in response) ? 503 : statusCode >= 500 ? 400 : statusCode, response: response as unknown as ExecutionResult };
  }

  private one(error: GraphQLError, requestId?: string): GraphQLFormattedError {
    const original = error.originalError ?? undefined;
    if (isDatabaseAway(original ?? error)) {
      this.log.warn(`the database is away: ${(original ?? error).message}`);
      return { message: 'The database can\'t be reached at this moment. Please send this again: it will not be done twice.', ...(error.path ? { path: error.path } : {}), extensions: { code: AWAY, requestId } };
    }
    const code = String((error.extensions?.code as string | undefined) ?? (original as { code?: string } | undefined)?.code ?? '');
    const isCallers = !original || original instanceof GraphQLError || CALLERS_FAULT.test(code);
    if (isCallers) {
      const extensions = Object.fromEntries(Object.entries({ ...error.extensions, ...(code ? { code } : {}) }).filter(([, value]) => value !== undefined && value !== null));
      return { message: error.message, ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}), ...(Object.keys(extensions).length ? { extensions } : {}) };
    }
    this.log.error(original instanceof Error ? original : error);
    return { message: `Something went wrong on our side. Please try again; if it stays, tell your coordinator this number: ${requestId ?? 'unknown'}.`, ...(error.path ? { path: error.path } : {}), extensions: { code: 'INTERNAL', requestId } };
  }
}
