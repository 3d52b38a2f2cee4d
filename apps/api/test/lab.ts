import { randomUUID } from 'node:crypto';
import { type StudyDraft } from '@barnraise/cost-sharing';
import { type Client, type TestApp } from './app.js';
import { district, type Job, person, type Place, west } from './factories/neighborhood.js';

/** A study or a refusal, as a page sees it. */
export interface StudyAnswer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly problems?: { field: string; message: string }[];
  readonly id: string;
  readonly title: string;
  readonly audience: string;
  readonly othersStanding: string | null;
  readonly revision: number;
  readonly authorName: string;
  readonly authorFor: string;
  readonly mine: boolean;
  readonly mayEdit: boolean;
  readonly mayShareWith: string[];
  readonly mayCopy: boolean;
  readonly draft: string | null;
  readonly frozenDirectory: string | null;
  readonly frozenAlone: string | null;
  readonly standings: { district: { id: string }; results: string }[];
  readonly standAlone: { district: { id: string; shortName: string }; cents: number; source: string; confidence: string; obtainedOn: string | null }[];
  readonly mayEnterFor: { id: string; shortName: string }[];
}

export const STUDY = `id title audience othersStanding revision createdAt changedAt sharedAt consortium { id shortName } authorName authorFor mine mayEdit mayShareWith mayCopy draft frozenDirectory frozenAlone standings { district { id name shortName } results }
  standAlone { district { id name shortName } cents source confidence obtainedOn enteredAt } mayEnterFor { id name shortName }`;

const things: Record<string, string> = { deleteCostStudy: '... on CostStudyDeleted { id }', adoptPlanPreset: '... on PlanPreset { id }', setSectionPlan: '... on Section { id }' };
const special: Record<string, string> = { saveCostStudy: '... on StudyChangedSince { now: revision }', shareCostStudy: '... on StudyChangedSince { now: revision }' };
const inputOf = (operation: string): string => `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`;

/** Somebody in the cost lab, through the graph alone. */
export class LabDesk {
  constructor(readonly client: Client) {}

  static async of(app: TestApp, place: Place, job: Job = 'business_manager'): Promise<LabDesk> {
    return new LabDesk(await app.client().signInAs(person(place, job)));
  }
  static async as(app: TestApp, account: string): Promise<LabDesk> {
    return new LabDesk(await app.client().signInAs(account));
  }

  act<Answer = StudyAnswer>(operation: string, input: object): Promise<Answer> {
    const thing = things[operation] ?? `... on CostStudy { ${STUDY} }`;
    return this.client.get<Answer>(
      `mutation ($input: ${inputOf(operation)}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ${thing} ${special[operation] ?? ''} } }`,
      { input: { idempotencyKey: randomUUID(), ...input } });
  }

  create(draft: object = draftOf(), title = 'A shared director', consortiumId = west): Promise<StudyAnswer> {
    return this.act('createCostStudy', { consortiumId, title, draft: JSON.stringify(draft) });
  }
  share(id: string, audience: 'COORDINATOR' | 'MEMBERS', more: object = {}): Promise<StudyAnswer> {
    return this.act('shareCostStudy', { id, with: audience, ...more });
  }
  enter(studyId: string, place: Place, cents: number, more: object = {}): Promise<StudyAnswer> {
    return this.act('enterStandAlone', { studyId, districtId: district(place), cents, source: 'Quote of a contractor', confidence: 'QUOTE', ...more });
  }
  study(id: string): Promise<StudyAnswer | null> {
    return this.client.get(`query ($id: ID!) { costStudy(id: $id) { ${STUDY} } }`, { id });
  }
  async titles(consortiumId = west): Promise<string[]> {
    const { nodes } = await this.client.get<{ nodes: StudyAnswer[] }>('query ($id: ID!) { costStudies(consortiumId: $id) { nodes { title } } }', { id: consortiumId });
    return nodes.map(({ title }) => title);
  }
}

/** A director for three districts: by students, by students with a limit, equally; mileage for those far away. */
export function draftOf(more: Partial<StudyDraft> = {}): StudyDraft {
  return {
    about: 'A director of special education.', kind: 'planned', year: '2026-27', members: [district('council'), district('cambridge'), district('grangeville')], guests: [],
    items: [{ id: 'pay', name: 'Salary', amountCents: 90_000_01 }, { id: 'miles', name: 'Mileage', amountCents: 3_000_00, among: [district('council'), district('cambridge')] }],
    contenders: [
      { name: 'By students', rule: { by: 'share-of', measure: 'fall-membership' } },
      { name: 'Half and half', rule: { by: 'blend', parts: [{ part: 1, share: { by: 'equally' } }, { part: 1, share: { by: 'share-of', measure: 'fall-membership' } }] }, limits: { maximumPercent: 60 } },
      { name: 'Average joining cost', joint: 'average-joining-cost' },
    ],
    typed: [], leftOut: [], lastYearCents: { [district('council')]: 21_111_11, [district('grangeville')]: 43_210_98 }, groups: {}, ...more,
  };
}
