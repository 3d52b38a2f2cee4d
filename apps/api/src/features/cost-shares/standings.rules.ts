import { type AloneFigure, compareContenders, type Directory, type OthersStanding, seenBy, type SeenResult, type StudyDraft, studyOf } from '@barnraise/cost-sharing';

/** What the standings of a study rest on, as plain JSON. */
export interface StandingsBasis {
  readonly draft: StudyDraft;
  readonly directory: Directory;
  readonly alone: Record<string, AloneFigure>;
  readonly policy: Exclude<OthersStanding, 'named'>;
}

export interface PartyStanding {
  readonly party_id: string;
  readonly seen: SeenResult[];
}

/** What each district that takes part sees of a study. May take seconds: ask the thread, not the event loop. */
export function standingsOf({ draft, directory, alone, policy }: StandingsBasis): PartyStanding[] {
  const results = compareContenders(studyOf(draft, directory, alone));
  const taking = directory.members.filter(({ key }) => draft.members.includes(key));
  return taking.map(({ key }) => ({ party_id: key, seen: seenBy(new Set([key]), results, policy) }));
}
