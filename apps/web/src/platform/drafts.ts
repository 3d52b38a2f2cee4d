import { tab } from './storage.js';

export type Draft = Record<string, string>;

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((entry) => typeof entry === 'string');

/** What was typed and not yet sent, so that a reload or a lost connection costs nobody their words. */
export const drafts = {
  read(form: string): Draft | null {
    const value = tab.read(`draft.${form}`);
    return isDraft(value) ? value : null;
  },
  keep: (form: string, values: Draft): void => tab.write(`draft.${form}`, values),
  drop: (form: string): void => tab.write(`draft.${form}`, null),
  /** Drafts belong to one person: another one at this desk starts with none. */
  owner(accountId: string): void {
    if (tab.read('draft-owner') !== accountId) drafts.dropAll();
    tab.write('draft-owner', accountId);
  },
  dropAll: (): void => {
    tab.clearAll('draft.');
    tab.clearAll('key.');
  },
};
