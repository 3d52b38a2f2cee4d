/** One thing that must hold in every database, and how to find where it doesn't. */
export interface Check {
  /** For programs and for whoever greps: kebab-case. */
  readonly name: string;
  /** What holds, as a sentence. */
  readonly says: string;
  /** The rows it looks at: a table, perhaps with its condition. */
  readonly of: string;
  /** Rows that break it (`id`, `found`); with `examine`, rows to be examined. */
  readonly sql: string;
  /** What SQL can't decide: why this row breaks it, or null. */
  readonly examine?: (row: Readonly<Record<string, unknown>>) => string | null;
}

export interface Violation {
  readonly id: string;
  /** What was found, in a few words. */
  readonly found: string;
}

export interface Finding {
  readonly check: Check;
  readonly looked: number;
  readonly violations: readonly Violation[];
}

/** Asks one question after another of one snapshot. */
export type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;

const AT_ONCE = 1_000;

/** Runs the checks within one read-only transaction that the caller has begun. */
export async function runChecks(ask: Ask, checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const [counted] = await ask(`select count(*)::int as n from ${check.of}`);
    findings.push({ check, looked: Number(counted!.n), violations: await violationsOf(ask, check) });
  }
  return findings;
}

async function violationsOf(ask: Ask, check: Check): Promise<Violation[]> {
  const violations: Violation[] = [];
  await ask(`declare rows no scroll cursor for ${check.sql}`);
  for (;;) {
    const rows = await ask(`fetch ${AT_ONCE} from rows`);
    for (const row of rows) {
      const found = check.examine ? check.examine(row) : String(row.found);
      if (found !== null) violations.push({ id: String(row.id), found });
    }
    if (rows.length < AT_ONCE) break;
  }
  await ask('close rows');
  return violations;
}
