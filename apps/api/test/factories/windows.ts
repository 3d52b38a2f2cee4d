import pg from 'pg';
import { WindowClose } from '../../src/features/windows/index.js';
import { Sql, type SqlTx } from '../../src/platform/jobs/jobs.js';
import { type TestDatabase } from '../database.js';

/** Does with the database what the worker would, under its login; `between` may see each statement first, and end it. */
export async function allotWindows(db: TestDatabase, between?: (text: string) => void): Promise<number> {
  const pool = new pg.Pool({ connectionString: db.workerUrl, max: 2 });
  try {
    return await new WindowClose(between ? new Watched(pool, between) : new Sql(pool)).round();
  } finally {
    await pool.end();
  }
}

class Watched extends Sql {
  constructor(
    pool: pg.Pool,
    private readonly between: (text: string) => void,
  ) {
    super(pool);
  }

  override query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    this.between(text);
    return super.query<Row>(text, values);
  }

  override together<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
    return super.together((tx) => {
      const { between } = this;
      return work({ send: (...args) => tx.send(...args), query: (text, values) => {
        between(text);
        return tx.query(text, values);
      } });
    });
  }
}
