/** The line broke, was refused, or the server is going down or coming up: nothing that is wrong with what was asked. */
const LINE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|08\w{3})$/;
const SAID = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** True when an error says that the database could not be reached, or was lost on the way: asking again may help. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message, driverError } = (error ?? {}) as { code?: unknown; message?: unknown; driverError?: unknown };
  return (typeof code === 'string' && LINE.test(code)) || (typeof message === 'string' && SAID.test(message)) || (driverError !== undefined && driverError !== error && isDatabaseAway(driverError));
}
