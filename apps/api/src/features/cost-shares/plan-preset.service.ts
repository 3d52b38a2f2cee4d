import { Injectable } from '@nestjs/common';
import { type Formula, formulaWords, readFormula } from '@barnraise/cost-sharing';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { readJson } from '../../platform/graphql/json-text.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { PLAN_PRESET, PolicyService, type VersionOf } from '../agreements/index.js';
import { DistrictService } from '../districts/index.js';
import { wrong } from './cost-study.rules.js';
import { type AdoptPlanPresetInput, type PlanPreset } from './plan-preset.type.js';

/** Ways to share that members agreed on by name: policy versions of the consortium that hold a formula. */
@Injectable()
export class PlanPresetService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly policies: PolicyService,
    private readonly districts: DistrictService,
  ) {}

  /** Those in force today. */
  inForce(principal: Principal, consortiumId: string): Promise<PlanPreset[]> {
    return this.uow.run(principal, async () => (await this.policies.presetsOf<Formula>(consortiumId)).map(asPreset));
  }

  mayAdopt(principal: Principal, consortiumId: string): boolean {
    return this.access.rolesOver(principal, consortiumId).includes('coordinator');
  }

  adopt(principal: Principal, input: AdoptPlanPresetInput): Promise<PlanPreset | RefusalData> {
    return this.commands.run({ principal, operation: 'adoptPlanPreset', idempotencyKey: input.idempotencyKey, input }, async () => {
      if (!this.mayAdopt(principal, input.consortiumId)) {
        return (await this.districts.membersOf(input.consortiumId)).length === 0 ? notFound('consortium') : notAllowed('The coordinator writes down what members agreed on.');
      }
      if (!isUsualDay(input.effectiveFrom)) return wrong('effectiveFrom', 'There is no such day.');
      const given = readJson(input.formula);
      if (typeof given !== 'object' || given === null) return wrong('formula', 'The formula is not JSON that can be kept.');
      const read = readFormula({ ...given, name: input.name.trim() });
      if (!read.ok) return wrong('formula', read.refusal.message);
      const key = PLAN_PRESET + slugOf(input.name);
      const id = await this.policies.adopt(input.consortiumId, { key, value: read.formula, effectiveFrom: input.effectiveFrom, citation: input.citation.trim() });
      if (!id) return wrong('effectiveFrom', 'A version of this way to share begins on that day already. What was agreed is never changed: choose a later day.');
      await this.events.append({ kind: 'policy.adopted', subjectType: 'policy', subjectId: id, partyIds: [], consortiumIds: [input.consortiumId], facts: { key, effectiveFrom: input.effectiveFrom } });
      return { id };
    }, async (id) => {
      const version = await this.policies.version<Formula>(id);
      return version && asPreset(version);
    });
  }
}

const slugOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

const asPreset = ({ id, key, value, effectiveFrom, citation }: VersionOf<Formula>): PlanPreset => ({
  __typename: 'PlanPreset', id, key, name: value.name, formula: JSON.stringify(value), words: formulaWords(value), effectiveFrom, citation,
});
