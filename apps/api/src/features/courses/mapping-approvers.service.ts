import { Injectable } from '@nestjs/common';
import { approversByDefault, mappingApprovers, type MappingApprover as Approver } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { MAPPING_APPROVERS, PolicyService } from '../agreements/index.js';
import { InboxService, type NewTask } from '../inbox/index.js';
import { PeopleService } from '../people/index.js';
import { type MappingApprovers, type SetMappingApproversInput } from './mapping-approvers.type.js';
import { stepNotPossible } from './seat.refusals.js';

interface Waiting { readonly subject_id: string; readonly section_id: string | null; readonly title: string; readonly detail: string; readonly next_step: string; readonly due_at: Date | null; readonly due_rule: string | null }

/** Who approves what a remote course counts as: a rule of each home district, set by its administrator. */
@Injectable()
export class MappingApproversService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly policies: PolicyService,
    private readonly people: PeopleService,
  ) {}

  /** The roles as they stand today. Within the open unit of work. */
  async rolesOf(partyId: string): Promise<readonly Approver[]> {
    const set = await this.policies.ofDistrict<readonly string[]>(partyId, MAPPING_APPROVERS);
    return set ? mappingApprovers.filter((role) => set.value.includes(role)) : approversByDefault;
  }

  of(principal: Principal, districtId: string): Promise<MappingApprovers | null> {
    return isId(districtId) ? this.uow.run(principal, () => this.read(districtId)) : Promise.resolve(null);
  }

  set(principal: Principal, input: SetMappingApproversInput): Promise<MappingApprovers | RefusalData> {
    return this.commands.run({ principal, operation: 'setMappingApprovers', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      if (!this.access.holdsAny(principal, input.districtId, ['district_administrator'])) return notAllowed('Only the administrator of the district sets who approves.');
      const [before, after] = [await this.rolesOf(input.districtId), mappingApprovers.filter((role) => input.roles.includes(role as never))];
      if (!(await this.policies.setForDistrict(input.districtId, MAPPING_APPROVERS, after, 'Set by the district'))) return stepNotPossible('This was set today already, and rules are set for whole days. Set it again tomorrow.', null);
      // What waits already waits for the new ones.
      const waiting = await tx.query<Waiting & Record<string, unknown>>(
        `select subject_id, section_id, title, detail, next_step, due_at, due_rule from inbox_item where kind = 'APPROVE_MAPPING' and party_id = $1 and done_at is null order by id`, [input.districtId]);
      for (const task of waiting) await this.inbox.settle(task.subject_id, ['APPROVE_MAPPING']);
      await this.inbox.push(waiting.map((task): NewTask => ({
        kind: 'APPROVE_MAPPING', isNotice: false, partyId: input.districtId, consortiumId: null, roles: after, sides: [input.districtId], subjectId: task.subject_id, sectionId: task.section_id,
        title: task.title, detail: task.detail, nextStep: task.next_step, dueAt: task.due_at, dueRule: task.due_rule,
      })));
      await this.events.append({ kind: 'approvers.set', subjectType: 'account', subjectId: input.districtId, partyIds: [input.districtId], facts: { before, after } });
      return { id: input.districtId };
    }, (id) => this.read(id));
  }

  private async read(districtId: string): Promise<MappingApprovers | null> {
    const held = this.access.rolesIn(this.uow.tx.principal, districtId);
    if (held.length === 0 || !(await this.uow.tx.one('select where $1::uuid = any (my_parties())', [districtId]))) return null;
    const roles = await this.rolesOf(districtId);
    const people = await Promise.all(roles.map(async (role) => [role, [...(await this.people.withRole(districtId, role)).values()]] as const));
    return { __typename: 'MappingApprovers', districtId, roles: roles as unknown as MappingApprovers['roles'], words: approverWords(people), mayChange: held.includes('district_administrator') };
  }
}

/** "Delphine Aguirre or another registrar"; the roles alone where nobody holds them yet. */
function approverWords(people: readonly (readonly [role: string, names: readonly string[]])[]): string {
  const nameOf = (role: string): string => role.replaceAll('_', ' ');
  const held = people.filter(([, names]) => names.length > 0);
  if (held.length === 0) return `whoever becomes ${people.map(([role]) => nameOf(role)).join(' or ')}`;
  const parts = held.flatMap(([role, names]) => (names.length === 1 ? [names[0]!] : [names[0]!, `another ${nameOf(role)}`]));
  const once = [...new Set(parts)];
  return once.length < 2 ? once.join('') : `${once.slice(0, -1).join(', ')} or ${once.at(-1)}`;
}
