import { STUDENTS, type Contender, type Formula, type StudyDraft } from '@barnraise/cost-sharing';

/** The school year of a moment: a new one starts with July. */
export function schoolYearOf(now: number): string {
  const day = new Date(now);
  const from = day.getUTCMonth() >= 6 ? day.getUTCFullYear() : day.getUTCFullYear() - 1;
  return `${from}-${String((from + 1) % 100).padStart(2, '0')}`;
}

/** What the members agreed on, the first three; where that is too little, the two ways everybody knows. */
export function firstWays(presets: readonly Formula[]): Contender[] {
  const known: Contender[] = [
    { name: 'By students', rule: { by: 'share-of', measure: STUDENTS } },
    { name: 'Equally', rule: { by: 'equally' } },
  ];
  const agreed = presets.slice(0, 3);
  return agreed.length >= 2 ? agreed : [...agreed, ...known.filter((way) => !agreed.some(({ name }) => name === way.name))];
}

/** A study with its first line, everybody in it, and something to compare from the first moment. */
export function firstDraft({ about, kind, year, members, amountCents, presets }: { about: string; kind: StudyDraft['kind']; year: string; members: readonly string[]; amountCents: number; presets: readonly Formula[] }): StudyDraft {
  return { about, kind, year, members: [...members], guests: [], items: [{ id: 'line-1', name: 'The whole cost', amountCents }], contenders: firstWays(presets), typed: [], leftOut: [], lastYearCents: {}, groups: {} };
}

/** Every group of members, small ones first, as the keys of what they would pay: "a", "b", "a+b". */
export function groupKeys(members: readonly string[]): string[] {
  const groups = Array.from({ length: 2 ** members.length - 1 }, (_, at) => members.filter((_member, i) => ((at + 1) >> i) & 1));
  return groups.sort((a, b) => a.length - b.length).map((group) => group.join('+'));
}

/** Costs of groups are kept while their members are: another member makes other groups. */
export function groupsFor(draft: StudyDraft): Record<string, number> {
  const keys = new Set(groupKeys([...draft.members, ...draft.guests.map(({ key }) => key)].slice(0, MOST_FOR_GROUPS + 1)));
  return Object.fromEntries(Object.entries(draft.groups).filter(([key]) => keys.has(key)));
}

export const MOST_FOR_GROUPS = 5;

/** A key that no entry has yet: "line-3". */
export function freeKey(stem: string, taken: readonly string[]): string {
  for (let at = 1; ; at += 1) if (!taken.includes(`${stem}-${at}`)) return `${stem}-${at}`;
}

/** Somebody left the study: no line, figure or group may speak of it. */
export function without(draft: StudyDraft, key: string): StudyDraft {
  const guests = draft.guests.filter((guest) => guest.key !== key);
  const members = draft.members.filter((member) => member !== key);
  const items = draft.items.map((item) => {
    if (item.among === undefined) return item;
    const { among, ...rest } = item;
    const left = among.filter((member) => member !== key);
    return left.length === 0 ? rest : { ...rest, among: left };
  });
  const lastYearCents = Object.fromEntries(Object.entries(draft.lastYearCents).filter(([member]) => member !== key));
  const typed = draft.typed.map((measure) => ({ ...measure, values: Object.fromEntries(Object.entries(measure.values).filter(([member]) => member !== key)) }));
  const next = { ...draft, guests, members, items, lastYearCents, typed };
  return { ...next, groups: groupsFor(next) };
}
