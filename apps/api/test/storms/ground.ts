import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Postgres, type PostgresOptions, startPostgres } from '@barnraise/embedded';
import { clusterOf, databaseIn, type TestDatabase } from '../database.js';
import { insertSection } from '../factories/courses.js';
import { id } from '../factories/ids.js';
import { Server } from './servers.js';
import { raiseWorld, type World } from './world.js';

export interface NewGround {
  readonly capacity: number;
  readonly dropDate?: string;
}

/** A durable PostgreSQL of its own with one database, two servers over it, and people who want seats. */
export class Ground {
  private sections = 0;

  private constructor(
    private readonly options: PostgresOptions,
    private postgres: Postgres,
    readonly db: TestDatabase,
    readonly world: World,
    readonly servers: readonly [Server, Server],
  ) {}

  static async prepare(): Promise<Ground> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'barnraise-storm-'));
    // Open to the account PostgreSQL runs under: else the cluster would lie elsewhere, and stay.
    chmodSync(dataDir, 0o755);
    const binDir = process.env.BARNRAISE_POSTGRES_BIN;
    const options: PostgresOptions = { dataDir, ...(binDir ? { binDir } : {}) };
    const postgres = await startPostgres(options);
    const db = await databaseIn(clusterOf((database, login) => postgres.url(database, login)));
    const world = await raiseWorld(db, { homes: 11, sections: 0 });
    const servers = [new Server(db, true), new Server(db, false)] as const;
    await Promise.all(servers.map((server) => server.start()));
    return new Ground(options, postgres, db, world, servers);
  }

  /** Another section nobody has touched. */
  section(wanted: NewGround): Promise<string> {
    const n = this.sections++;
    const { teachingId, schoolId, termId, consortiumId } = this.world;
    return insertSection(this.db.owner, { id: id(100_000 + n), planId: id(500_000 + n), teachingPartyId: teachingId, schoolId, termId, consortiumIds: [consortiumId], ...wanted });
  }

  /** A power cut for the database alone. */
  async loseDatabase(): Promise<void> {
    await this.postgres.kill9();
  }

  /** The same data folder, started again. */
  async databaseReturns(): Promise<void> {
    this.postgres = await startPostgres(this.options);
  }

  async clear(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.db.owner.end();
    await this.postgres.stop();
    rmSync(this.options.dataDir, { recursive: true, force: true });
  }
}
