import { type AloneFigure, canonicalJson, compareContenders, type ContenderResult, type Directory, type Json, type OthersStanding, seenBy, type StudyDraft, studyOf } from '@barnraise/cost-sharing';
import { type Check } from './check.js';

/** The study worked out last: its standings come one after the other. */
let last: { readonly study: string; readonly results: readonly ContenderResult[] } | null = null;

function resultsOf(row: Readonly<Record<string, unknown>>): readonly ContenderResult[] {
  // The input is what it is known by: another draft under the same id is another study.
  const study = canonicalJson([row.draft, row.facts] as unknown as Json);
  if (last?.study !== study) {
    const { directory, alone } = row.facts as { directory: Directory; alone: Record<string, AloneFigure> };
    last = { study, results: compareContenders(studyOf(row.draft as StudyDraft, directory, alone)) };
  }
  return last.results;
}

/** The cost lab: what was shared can be worked out again, and nobody speaks for another. */
export const studyChecks: readonly Check[] = [
  {
    name: 'studies-are-whole',
    says: 'A study has its content; with the members it also has what it was frozen with, before that it has not.',
    of: 'cost_study',
    sql: `
      select s.id, case when c.study_id is null then 'it has no content' else format('it is with the %s and %s frozen', s.audience, case when z.study_id is null then 'not' else 'already' end) end as found
        from cost_study s left join cost_study_content c on c.study_id = s.id left join cost_study_frozen z on z.study_id = s.id
       where c.study_id is null or (s.audience = 'members') <> (z.study_id is not null)`,
  },
  {
    name: 'standings-of-participants',
    says: 'A study whose members do not see each other by name has a standing for each member that takes part, and no other.',
    of: "cost_study where audience = 'members'",
    sql: `
      select s.id, format('%s take part, %s have a standing', cardinality(w.parties), cardinality(h.parties)) as found
        from cost_study s join cost_study_content c on c.study_id = s.id join cost_study_frozen z on z.study_id = s.id
       cross join lateral (select coalesce(array_agg(m->>'key' order by m->>'key'), '{}') as parties from jsonb_array_elements(z.facts->'directory'->'members') m
                            where s.others_standing <> 'named' and c.draft->'members' ? (m->>'key')) w
       cross join lateral (select coalesce(array_agg(t.party_id::text order by t.party_id::text), '{}') as parties from cost_study_standing t where t.study_id = s.id) h
       where s.audience = 'members' and w.parties <> h.parties`,
  },
  {
    name: 'standings-worked-out-the-same',
    says: 'A standing worked out again from the draft of its study and what that was frozen with is the same.',
    of: 'cost_study_standing',
    sql: `
      select t.study_id as id, t.party_id, t.seen, c.draft, z.facts, s.others_standing
        from cost_study_standing t join cost_study s on s.id = t.study_id join cost_study_content c on c.study_id = s.id join cost_study_frozen z on z.study_id = s.id order by t.study_id, t.party_id`,
    examine: (row) => {
      const again = seenBy(new Set([String(row.party_id)]), resultsOf(row), row.others_standing as Exclude<OthersStanding, 'named'>);
      return canonicalJson(again as unknown as Json) === canonicalJson(row.seen as Json) ? null : `that of ${String(row.party_id)} comes out otherwise`;
    },
  },
  {
    name: 'figures-of-participants',
    says: 'What a district would pay alone is said only by districts that take part in the study.',
    of: 'stand_alone_figure',
    sql: `
      select f.id, format('%s takes no part in %s', f.party_id, f.study_id) as found
        from stand_alone_figure f left join cost_study_content c on c.study_id = f.study_id
       where c.study_id is null or not c.draft->'members' ? f.party_id::text`,
  },
];
