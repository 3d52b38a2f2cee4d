import { policies } from './features/agreements/index.js';
import { InboxMail, mailJobs } from './features/inbox/index.js';
import { lockDueRounds } from './features/pools/index.js';
import { WindowClose } from './features/windows/index.js';
import { type Config, publicBase } from './platform/config/config.js';
import { Jobs, openWorkerDatabase, Sql } from './platform/jobs/jobs.js';
import { repeat } from './platform/jobs/repeat.js';
import { makeLogger } from './platform/logging/logger.js';
import { Mailer } from './platform/mail/mailer.js';

/** The process's second half: sweeps what is due and tells people, under the worker's own login. */
export interface Worker {
  /** Fulfilled when what was begun is done, and the connections are closed. */
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 1_000;
const WINDOWS_EVERY_MS = 1_000;
const ROSTERS_EVERY_MS = 30_000;
const GRADES_EVERY_MS = 30_000;
const NEEDS_EVERY_MS = 3_000;
const ROUNDS_EVERY_MS = 500;
const REMIND_ROUNDS_EVERY_MS = 30_000;
const TELL_EVERY_MS = 1_000;
const MORNING_EVERY_MS = 20_000;
const ENDS_EVERY_MS = 60_000;
const JOBS_EVERY_MS = 1_000;
const REVIVE_EVERY_MS = 15_000;
const TIDY_EVERY_MS = 3_600_000;
const SWEEP_AT_ONCE = 100;
const SWEEPS_PER_ROUND = 50;

export async function startWorker(config: Config): Promise<Worker> {
  if (!config.WORKER_DATABASE_URL) throw new Error('WORKER_DATABASE_URL is missing: the worker needs a login of its own.');
  const log = makeLogger(config.LOG_LEVEL);
  const { pool, close } = await openWorkerDatabase(config.WORKER_DATABASE_URL);
  const sql = new Sql(pool);
  const jobs = new Jobs(pool, mailJobs(sql, Mailer.from(config), publicBase(config)), log);
  const windows = new WindowClose(sql);
  const inboxes = new InboxMail(sql, publicBase(config));

  const works = [
    repeat('sweep', SWEEP_EVERY_MS, log, async (stopping) => {
      for (let swept = 1, round = 0; swept > 0 && round < SWEEPS_PER_ROUND && !stopping(); round++) {
        const [row] = await sql.query<{ n: number }>('select sweep_sections($1) + escalate_answers($1) as n', [SWEEP_AT_ONCE]);
        swept = row?.n ?? 0;
      }
    }),
    repeat('windows', WINDOWS_EVERY_MS, log, async (stopping) => {
      await windows.round(stopping);
    }),
    repeat('rosters', ROSTERS_EVERY_MS, log, async () => {
      await sql.query('select sweep_rosters($1, $2, $3)', [SWEEP_AT_ONCE, policies['students.rosterDays'].byDefault, policies['students.retentionDays'].byDefault]);
    }),
    repeat('grades', GRADES_EVERY_MS, log, async () => {
      await sql.query('select sweep_grades($1, $2, $3)', [SWEEP_AT_ONCE, policies['grades.dueDays'].byDefault, policies['grades.answerDays'].byDefault]);
    }),
    repeat('ends', ENDS_EVERY_MS, log, async () => {
      await sql.query('select end_sections($1)', [SWEEP_AT_ONCE]);
    }),
    repeat('needs', NEEDS_EVERY_MS, log, async () => {
      await sql.query('select sweep_needs($1)', [SWEEP_AT_ONCE]);
    }),
    repeat('rounds', ROUNDS_EVERY_MS, log, async () => {
      await lockDueRounds(sql, log);
    }),
    repeat('remind of locks', REMIND_ROUNDS_EVERY_MS, log, async () => {
      await sql.query('select remind_of_locks($1)', [SWEEP_AT_ONCE]);
      await sql.query('select remind_of_contracts($1)', [SWEEP_AT_ONCE]);
    }),
    repeat('remind of estimates', REMIND_ROUNDS_EVERY_MS, log, async () => {
      await sql.query('select remind_of_estimates($1)', [SWEEP_AT_ONCE]);
    }),
    repeat('tell', TELL_EVERY_MS, log, async (stopping) => {
      while (!stopping() && (await inboxes.tell()) > 0);
    }),
    repeat('remind', MORNING_EVERY_MS, log, async () => {
      await inboxes.remind();
    }),
    repeat('digest', MORNING_EVERY_MS, log, async (stopping) => {
      while (!stopping() && (await inboxes.digest()) > 0);
    }),
    repeat('jobs', JOBS_EVERY_MS, log, (stopping) => jobs.round(stopping)),
    repeat('revive', REVIVE_EVERY_MS, log, () => jobs.revive()),
    repeat('tidy', TIDY_EVERY_MS, log, () => jobs.tidy()),
  ];

  let stopped: Promise<void> | undefined;
  return {
    stop: () => (stopped ??= Promise.all(works.map((work) => work.stop())).then(close)),
  };
}
