import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { entities } from '../../src/features/index.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { draw, facts, wanted } from './schema.js';

/** Tables nobody reads as entities: platform's own, those only functions write or touch, and the migration runner's. */
const withoutEntity = ['attendance', 'attendance_before', 'attested_grade', 'availability', 'catalogue_card', 'catalogue_word', 'class_change', 'class_day', 'class_link', 'class_student', 'command_receipt', 'consortium_word', 'disclosed_name', 'disclosure', 'event', 'facet_label', 'grade_attestation', 'grade_setting', 'grade_sheet', 'installation', 'migration', 'placement', 'progress_note', 'seat_grade', 'site_facilitator', 'student_name', 'student_salt'];

@Entity('term')
@Index('term_by_name', ['name'])
class PlantedTerm {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_term' })
  id!: string;

  @Column('varchar')
  name!: string;
}

let db: TestDatabase;
let inDatabase: Map<string, string[]>;
let drawn: Map<string, string[]>;
let onlyByMigration: string[];

beforeAll(async () => {
  db = await freshDatabase();
  inDatabase = await facts(db.owner, 'public');
  onlyByMigration = await draw(db.ownerUrl, entities);
  drawn = await facts(db.owner, 'drawn');
});
afterAll(() => db.drop());

const migrated = (table: string) => inDatabase.get(table)!.filter((fact) => !onlyByMigration.some((index) => fact.includes(` ${index} `)));

describe('entities and migrations say the same', () => {
  test('the ORM would change nothing in a migrated database', async () => {
    expect(await wanted(db.ownerUrl, entities)).toEqual([]);
  });

  test('tables drawn from the entities alone come out as migrated: columns, checks, keys and indexes', () => {
    const tables = [...drawn.keys()];
    expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(tables.map((table) => [table, migrated(table)])));
  });

  test('every table has an entity, or is known to need none', () => {
    expect([...inDatabase.keys()].filter((table) => !drawn.has(table))).toEqual(withoutEntity);
  });

  test('indexes that only a migration can express do exist', () => {
    const all = [...inDatabase.values()].flat();
    expect(onlyByMigration.filter((index) => !all.some((fact) => fact.includes(` ${index} `)))).toEqual([]);
    expect(onlyByMigration).not.toEqual([]);
  });
});

describe('a planted difference is caught', () => {
  test('by the ORM: a changed column, missing ones and an index too many', async () => {
    const statements = (await wanted(db.ownerUrl, [PlantedTerm])).join('\n');
    expect(statements).toMatch(/ALTER TABLE "term".*"name".*character varying/s);
    expect(statements).toMatch(/DROP COLUMN "first_day"/);
    expect(statements).toMatch(/CREATE INDEX "term_by_name"/);
  });

  test('by the catalog: a check that lost its edge', async () => {
    await db.owner.query('alter table drawn.seat drop constraint seat_state, add constraint seat_state check (state <> $$held$$)');
    const planted = await facts(db.owner, 'drawn');
    expect(planted.get('seat')).not.toEqual(migrated('seat'));
    expect(planted.get('booking')).toEqual(migrated('booking'));
  });
});
