import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { policies } from '../agreements/index.js';
import { stepNotPossible } from '../courses/index.js';
import { type GradeSettings, type SetGradeSettingsInput } from './grade-setting.type.js';
import { asScale, presets, type Scale, scaleProblems, scaleWords } from './scale.rules.js';

interface Row { readonly version: number; readonly scale: Scale; readonly deadline_days: number | null; readonly set_by: string; readonly set_at: Date; readonly who: string | null }
const marksIn = (scale: Scale) => (scale.kind === 'percent' ? [] : [...scale.steps]);

/** How a district grades: versions, so that what was accepted stays as it was. */
@Injectable()
export class GradeSettingService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly ids: Ids,
  ) {}

  of(principal: Principal, districtId: string): Promise<GradeSettings | null> {
    return isId(districtId) ? this.uow.run(principal, () => this.read(districtId)) : Promise.resolve(null);
  }

  set(principal: Principal, input: SetGradeSettingsInput): Promise<GradeSettings | RefusalData> {
    return this.commands.run<GradeSettings>({ principal, operation: 'setGradeSettings', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      if (!this.access.holdsAny(principal, input.districtId, ['registrar', 'district_administrator'])) return notAllowed('A registrar or the administrator of the district sets how it grades.');
      const scale: Scale = input.percent ? { kind: 'percent', passAt: input.passAt } : { kind: 'steps', passAt: input.passAt, steps: input.marks.map(({ mark, atLeast, standsFor }) => ({ mark: mark.trim(), atLeast, standsFor })) };
      const problems = scaleProblems(scale);
      if (problems.length > 0) return invalidInput(problems.map((one) => ({ ...one, field: `input.${one.field.replace('steps', 'marks')}` })));
      const written = await tx.one(
        `insert into grade_setting (id, party_id, version, scale, deadline_days, set_by, set_at) select $1, $2, $3, $4, $5, my_account(), app_now()
          where $3 = 1 + coalesce((select max(version) from grade_setting where party_id = $2), 0) on conflict do nothing returning id`,
        [this.ids.next(), input.districtId, input.version + 1, JSON.stringify(scale), input.deadlineDays ?? null]);
      if (!written) return stepNotPossible('A colleague has changed this meanwhile. Look at theirs, then change it again if it still needs it.', null);
      await this.events.append({ kind: 'grades.scale_set', subjectType: 'grades', subjectId: input.districtId, partyIds: [input.districtId], facts: { version: input.version + 1 } });
      return { id: input.districtId };
    }, (id) => this.read(id));
  }

  private async read(districtId: string): Promise<GradeSettings | null> {
    const { tx } = this.uow;
    const held = this.access.rolesIn(tx.principal, districtId);
    if (held.length === 0 || !(await tx.one('select where $1::uuid = any (my_parties())', [districtId]))) return null;
    const rows = await tx.query<Row & Record<string, unknown>>(
      `select v.version, v.scale, v.deadline_days, v.set_by, v.set_at, (select display_name from names_of(array[v.set_by])) as who from grade_setting v where v.party_id = $1 order by v.version desc`, [districtId]);
    const scale = asScale(rows[0]?.scale);
    return {
      districtId, version: rows[0]?.version ?? 0, passAt: scale.passAt, marks: marksIn(scale), words: scaleWords(scale), deadlineDays: rows[0]?.deadline_days ?? null, agreedDays: policies['grades.dueDays'].byDefault,
      presets: Object.values(presets).map((one) => ({ label: one.label, passAt: one.scale.passAt, marks: marksIn(one.scale) })),
      versions: rows.map((row) => ({ version: row.version, words: scaleWords(row.scale), deadlineDays: row.deadline_days, at: row.set_at, by: row.who ?? 'Somebody who has left' })),
      mayChange: held.includes('registrar') || held.includes('district_administrator'),
      ...({ __typename: 'GradeSettings' } as object),
    };
  }
}
