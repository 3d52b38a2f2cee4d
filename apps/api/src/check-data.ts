import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { checks, type Finding, runChecks } from './checks/index.js';
import { ConfigError } from './platform/config/config.js';

const ROWS_SHOWN = 20;

/** Looks at one snapshot of the whole database, under a login that sees all of it; changes nothing. */
async function checkData(url: string | undefined): Promise<Finding[]> {
  if (!url) throw new ConfigError('MIGRATION_DATABASE_URL is missing: it must be a PostgreSQL address of the login that owns the tables, or of an administrator');
  const source = await new DataSource({ type: 'postgres', url, installExtensions: false, logging: false }).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('set transaction read only');
    const [{ veiled }] = (await runner.query(`select row_security_active('booking') as veiled`)) as [{ veiled: boolean }];
    if (veiled) throw new ConfigError('MIGRATION_DATABASE_URL signs in as someone who sees only some of the rows: use the login that owns the tables, or an administrator');
    return await runChecks((sql) => runner.query(sql) as Promise<Record<string, unknown>[]>, checks);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
    await source.destroy();
  }
}

function report(findings: readonly Finding[]): void {
  for (const { check, looked, violations } of findings) {
    console.log(`${violations.length ? 'BROKEN' : 'holds '}  ${check.name}: ${check.says} (${looked} looked at${violations.length ? `, ${violations.length} break it` : ''})`);
    for (const { id, found } of violations.slice(0, ROWS_SHOWN)) console.log(`          ${id}: ${found}`);
    if (violations.length > ROWS_SHOWN) console.log(`          and ${violations.length - ROWS_SHOWN} more`);
  }
  const broken = findings.filter(({ violations }) => violations.length > 0);
  console.log(broken.length ? `${broken.length} of ${findings.length} checks are broken` : `all ${findings.length} checks hold`);
}

checkData(process.env.MIGRATION_DATABASE_URL).then(
  (findings) => {
    report(findings);
    process.exitCode = findings.some(({ violations }) => violations.length > 0) ? 1 : 0;
  },
  (error: Error) => {
    console.error(error instanceof ConfigError ? error.message : `The data could not be checked: ${error.message}`);
    process.exitCode = 2;
  },
);
