import { type ClientBase, type QueryResultRow } from 'pg';

/** What the worker does by the clock, done by the owner of the tables while the past is played. */
export function asWorker(owner: ClientBase) {
  const query = async <Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => (await owner.query<Row>(text, values)).rows;
  return {
    query,
    together: async <T>(work: (tx: { query: typeof query }) => Promise<T>): Promise<T> => {
      await owner.query('begin');
      const done = await work({ query });
      await owner.query('commit');
      return done;
    },
  };
}
