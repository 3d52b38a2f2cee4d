import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../jobs/jobs.js';

let db: TestDatabase;
let worker: WorkerDatabase;

beforeAll(async () => {
  db = await freshDatabase();
  worker = await openWorkerDatabase(db.workerUrl);
});
afterAll(async () => {
  await worker.close();
  await db.drop();
});

const uncaught: Error[] = [];
const hear = (error: Error): void => void uncaught.push(error);

/** The way a dying database says goodbye to a connection. */
const cut = (pid: number) => db.owner.query('select pg_terminate_backend($1)', [pid]);
const gone = async (pid: number): Promise<void> => {
  while ((await db.owner.query('select from pg_stat_activity where pid = $1', [pid])).rowCount) await new Promise((resolve) => setTimeout(resolve, 10));
  // What the connection said last has been read by then.
  await new Promise((resolve) => setTimeout(resolve, 100));
};

test('a connection that breaks while somebody holds it and asks nothing ends their work, not the process', async () => {
  process.on('uncaughtException', hear);
  const work = new Sql(worker.pool).together(async (tx) => {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await cut(row!.pid);
    await gone(row!.pid);
    await tx.query('select 1');
  });
  await expect(work).rejects.toThrow();
  expect(uncaught).toEqual([]);
  expect(await new Sql(worker.pool).query('select 1 as one')).toEqual([{ one: 1 }]);
  process.off('uncaughtException', hear);
});
