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
export const measuresOf = ({ draft, directory }: { draft: Pick<StudyDraft, 'typed'>; directory: Directory }): { value: string; label: string }[] => {
  const own = Object.keys(directory.counts).filter((measure) => measure !== STUDENTS).sort();
  return [STUDENTS, ...own, ...draft.typed.map(({ measure }) => measure)].map((value) => ({ value, label: spoken(value) }));
};

/** Whether a part of the form says the same as before: what it reads of the draft, and all else it was given. */
export const sameIn =
  (...fields: (keyof StudyDraft)[]) =>
  <Props extends { editing: Editing }>(before: Props, after: Props): boolean =>
    before.editing.directory === after.editing.directory &&
    before.editing.update === after.editing.update &&
    fields.every((field) => before.editing.draft[field] === after.editing.draft[field]) &&
    (Object.keys(after) as (keyof Props)[]).every((prop) => prop === 'editing' || before[prop] === after[prop]);
