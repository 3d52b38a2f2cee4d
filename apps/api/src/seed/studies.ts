import { type INestApplicationContext } from '@nestjs/common';
import { AloneConfidence, CostStudyService, PlanPresetService, StudyAudience, StudySharing } from '../features/cost-shares/index.js';
import { type StudyRow } from './data/shapes.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

/** The first id of the act that began it. */
const studyId = (study: StudyRow): string => fixedId(`study/${study.key}#0`, new Date(study.at));

/** Ways to share that members adopted, studies and what districts would pay alone, as acts of the demo's past. */
export function labActs(data: DemoData, app: INestApplicationContext): Act[] {
  const [presets, studies, sharing] = [app.get(PlanPresetService), app.get(CostStudyService), app.get(StudySharing)];
  const adopted = data.presets.map((preset): Act => ({
    key: `preset/${preset.consortium}/${preset.key}`, at: new Date(preset.at), by: preset.by,
    run: (principal, idempotencyKey) => presets.adopt(principal, {
      idempotencyKey, consortiumId: id.consortium(preset.consortium), name: preset.name, formula: JSON.stringify(preset.formula), effectiveFrom: preset.effectiveFrom, citation: preset.citation,
    }),
  }));
  const written = data.studies.flatMap((study): Act[] => [
    {
      key: `study/${study.key}`, at: new Date(study.at), by: study.author,
      run: (principal, idempotencyKey) => studies.create(principal, { idempotencyKey, consortiumId: id.consortium(study.consortium), title: study.title, draft: JSON.stringify(draftOf(study, data)) }),
    },
    ...(study.sharedAt === null ? [] : [{
      key: `share/${study.key}`, at: new Date(study.sharedAt), by: study.author,
      run: (principal, idempotencyKey) => sharing.share(principal, { idempotencyKey, id: studyId(study), with: StudyAudience.MEMBERS }),
    } satisfies Act]),
    ...study.figures.map((figure): Act => ({
      key: `figure/${study.key}/${figure.district}`, at: new Date(figure.at), by: figure.by,
      run: (principal, idempotencyKey) => studies.enterStandAlone(principal, {
        idempotencyKey, studyId: studyId(study), districtId: id.party(figure.district), cents: figure.cents, source: figure.source, confidence: figure.confidence as AloneConfidence,
        ...(figure.obtainedOn === null ? {} : { obtainedOn: figure.obtainedOn }),
      }),
    })),
  ]);
  return [...adopted, ...written];
}

/** A study's draft with ids in place of keys, and its guest. */
function draftOf({ draft, guest }: StudyRow, { outsider }: DemoData): object {
  const byParty = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).map(([key, value]) => [id.party(key), value]));
  const counts = {
    member: 'oneida-county', year: outsider.schoolYear, countedOn: outsider.countDate, source: outsider.source,
    parts: outsider.composition.map(({ ncessch, name, students, virtual }) => ({ school: ncessch, name, students, virtual })),
  };
  return {
    ...draft, members: draft.members.map(id.party), guests: guest ? [{ key: 'oneida-county', name: 'Oneida County', counts: [counts] }] : [],
    items: draft.items.map((item) => (item.among ? { ...item, among: item.among.map(id.party) } : item)),
    typed: draft.typed.map((typed) => ({ ...typed, values: byParty(typed.values) })), lastYearCents: byParty(draft.lastYearCents),
  };
}
