import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/auth/access.js';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids } from '../../platform/ids/ids.js';
import { type NameFacilitatorInput } from './roster.input.js';
import { type SiteFacilitator } from './roster.type.js';

const FACILITATORS = `
select c.id as "schoolId", c.name as "schoolName", a.id as "accountId", a.display_name as name, f.named_at as since
  from school c left join site_facilitator f on f.school_id = c.id and f.ended_at is null left join account a on a.id = f.account_id`;

/** Who looks after the students of a school who learn from elsewhere: one person each, who may open their names. */
@Injectable()
export class FacilitatorService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly ids: Ids,
  ) {}

  /** The schools of a district of the principal's own; of others, none. */
  list(principal: Principal, districtId: string): Promise<SiteFacilitator[]> {
    const own = districtsOf(principal).includes(districtId) ? districtId : null;
    return this.uow.run(principal, (tx) => tx.query<SiteFacilitator & Record<string, unknown>>(`${FACILITATORS} where c.party_id = $1 order by c.name, c.id`, [own]));
  }

  name(principal: Principal, input: NameFacilitatorInput): Promise<SiteFacilitator | RefusalData> {
    return this.commands.run<SiteFacilitator>({ principal, operation: 'nameFacilitator', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const school = await tx.one<{ party_id: string }>('select party_id from school where id = $1', [input.schoolId]);
      if (!school || !districtsOf(principal).includes(school.party_id)) return notFound('school');
      if (!this.access.holdsAny(principal, school.party_id, ['registrar', 'counselor', 'district_administrator'])) return notAllowed();
      const answer = (await tx.one<{ named: { refused?: string } }>('select name_facilitator($1, $2, $3) as named', [this.ids.next(), input.schoolId, input.accountId ?? null]))!.named;
      if (answer.refused === 'person') return invalidInput([{ field: 'input.accountId', rule: 'ours', message: 'Choose somebody who holds a role in your district: invite them first.' }]);
      if (answer.refused) return notFound('school');
      await this.events.append({ kind: input.accountId ? 'facilitator.named' : 'facilitator.ended', subjectType: 'school', subjectId: input.schoolId, partyIds: [school.party_id], facts: {} });
      return { id: input.schoolId };
    }, async (id) => {
      const row = await this.uow.tx.one<SiteFacilitator & Record<string, unknown>>(`${FACILITATORS} where c.id = $1`, [id]);
      return row && Object.assign(row, { __typename: 'SiteFacilitator' });
    });
  }
}
