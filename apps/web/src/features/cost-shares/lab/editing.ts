import { STUDENTS, type Directory, type StudyDraft } from '@barnraise/cost-sharing';

export interface Preset {
  id: string;
  name: string;
  formula: string;
  words: readonly string[];
  citation: string;
}

/** What every part of the form works on. */
export interface Editing {
  draft: StudyDraft;
  update: (change: (draft: StudyDraft) => StudyDraft) => void;
  directory: Directory;
}

/** Everybody who would share, by key and name, in the order of the study. */
export function sharers({ draft, directory }: Pick<Editing, 'draft' | 'directory'>): { key: string; name: string }[] {
  const named = new Map(directory.members.map(({ key, name }) => [key, name]));
  return [...draft.members.map((key) => ({ key, name: named.get(key) ?? 'A district that left' })), ...draft.guests.map(({ key, name }) => ({ key, name }))];
}

const spoken = (measure: string): string => {
  const words = measure.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What a way may share by: the districts' own dated counts, then what was typed in. */
export const measuresOf = ({ draft, directory }: Pick<Editing, 'draft' | 'directory'>): { value: string; label: string }[] => {
  const own = Object.keys(directory.counts).filter((measure) => measure !== STUDENTS).sort();
  return [STUDENTS, ...own, ...draft.typed.map(({ measure }) => measure)].map((value) => ({ value, label: spoken(value) }));
};
