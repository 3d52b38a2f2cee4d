import { type ContenderResult, formulaWords, oddCounts, type SeenResult, type Study, type StudyDraft } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { type Bars, type Section, type Table } from './board.type.js';
import { type CostStudy } from './cost-study.type.js';

interface Row { readonly name: string; readonly cents: number; readonly changeCents: number | null; readonly perStudentCents: number | null; readonly savingCents: number | null; readonly overrunCents: number | null }

const NONE = '\u2013';
const money = (cents: number | null): string => (cents === null ? NONE : formatCents(cents));
const more = (cents: number | null): string => (cents === null ? NONE : `${cents > 0 ? '+' : ''}${formatCents(cents)}`);

const HEADS = [
  { head: 'District', part: 3 }, { head: 'Share', part: 2, right: true }, { head: 'Change against last year', part: 2, right: true }, { head: 'Per student', part: 1.6, right: true },
  { head: 'Saving against going alone', part: 2, right: true }, { head: 'A 5% overrun adds', part: 1.8, right: true },
] as const;

const ABOUT_ALONE = 'A saving is claimed only where the district itself has said what it would pay alone; a minus means that it would pay less alone.';
const ABOUT_CENTS = 'Each share is split to the cent by largest remainder, so that the shares add up to the whole.';

/** A study as a board reads it, for somebody who may read the whole. */
export function wholeReport(study: CostStudy, draft: StudyDraft, worked: Study, results: readonly ContenderResult[]): Section[] {
  return [
    { heading: 'What is shared', text: [draft.about, yearWords(draft, worked)].filter((sentence) => sentence !== ''), tables: [linesTable(draft, worked)] },
    chartSection(results.map((result) => (result.ok ? { name: result.name, rows: result.standings } : { name: result.name, rows: [] }))),
    ...results.map((result, n): Section => {
      const words = wordsOf(worked, n);
      if (!result.ok) return { heading: result.name, text: [...words, `This way cannot be worked out: ${result.refusal.message}`], tables: [] };
      return { heading: result.name, text: [...words, ...warnings(result, worked)], tables: [sharesTable(result.name, result.standings, result.totalCents), ...yearsTable(result, worked)] };
    }),
    { heading: 'What the figures rest on', text: [...oddWords(draft, worked), ABOUT_ALONE, ABOUT_CENTS], tables: study.standAlone.length > 0 ? [aloneTable(study)] : [] },
  ];
}

/** The same for somebody who may see only how their own districts stand: each of them as it was shown the study. */
export function standingReport(standings: readonly { readonly name: string; readonly seen: readonly SeenResult[] }[]): Section[] {
  return [
    ...standings.flatMap(({ name, seen }) => standingOf(standings.length === 1 ? '' : `${name}: `, seen)),
    { heading: 'What the figures rest on', text: ['The members agreed that a study shows each district its own standing; the others\' appear without names.', ABOUT_ALONE, ABOUT_CENTS], tables: [] },
  ];
}

function standingOf(whose: string, seen: readonly SeenResult[]): Section[] {
  const chart = chartSection(seen.map((result) => ({ name: result.name, rows: result.ok ? result.standings.filter(({ member }) => member !== null) : [] })));
  return [
    // Only its own: a nameless row is not the same member in every way.
    { ...chart, heading: `${whose}${chart.heading}` },
    ...seen.map((result): Section =>
      result.ok
        ? { heading: `${whose}${result.name}`, text: result.overrunLowersABill ? ['An overrun would lower somebody\'s bill: a reason not to choose this way.'] : [], tables: [sharesTable(result.name, result.standings, result.totalCents)] }
        : { heading: `${whose}${result.name}`, text: [result.message], tables: [] }),
  ];
}

function yearWords(draft: StudyDraft, worked: Study): string {
  const [year] = worked.years;
  const counted = year && year.label !== draft.year ? ` Students are counted as in ${year.label}, the newest counts there are.` : '';
  return `${draft.kind === 'planned' ? 'A planned cost' : 'A cost that was paid'} of the school year ${draft.year}.${counted}`;
}

function linesTable(draft: StudyDraft, worked: Study): Table {
  const names = new Map(worked.members.map(({ key, name }) => [key, name]));
  return {
    caption: 'The lines of the cost', columns: [{ head: 'Line', part: 3 }, { head: 'Who is on it', part: 5 }, { head: 'Amount', part: 2, right: true }],
    rows: draft.items.map((item) => [item.name, item.among ? item.among.map((key) => names.get(key) ?? key).join(', ') : 'Everybody', formatCents(item.amountCents)]),
    sums: ['All lines', '', formatCents(draft.items.reduce((all, { amountCents }) => all + amountCents, 0))],
  };
}

function sharesTable(name: string, rows: readonly Row[], totalCents: number): Table {
  return {
    caption: `What each district would pay: ${name}`, columns: HEADS,
    rows: rows.map((row) => [row.name, money(row.cents), more(row.changeCents), money(row.perStudentCents), more(row.savingCents), more(row.overrunCents)]),
    sums: ['Together', formatCents(totalCents), '', '', '', ''],
  };
}

function yearsTable(result: Extract<ContenderResult, { ok: true }>, worked: Study): Table[] {
  const years = result.years.filter(({ cents }) => cents !== null);
  // A way that no count of these years touches says the same in each.
  if (new Set(years.map(({ cents }) => JSON.stringify(cents))).size < 2) return [];
  return [{
    caption: `The same cost with the counts of other years: ${result.name}`, columns: [{ head: 'District', part: 3 }, ...years.map(({ label }) => ({ head: label, part: 2, right: true }))],
    rows: worked.members.map(({ key, name }) => [name, ...years.map(({ cents }) => formatCents(cents![key]!))]),
  }];
}

function aloneTable(study: CostStudy): Table {
  const confidence = { quote: 'A quote', 'own-accounts': 'Own accounts', estimate: 'An estimate' } as const;
  return {
    caption: 'What districts say they would pay alone', columns: [{ head: 'District', part: 2 }, { head: 'Amount', part: 2, right: true }, { head: 'How sure', part: 2 }, { head: 'Where it comes from', part: 5 }],
    rows: study.standAlone.map((figure) => [figure.district.shortName, formatCents(figure.cents), confidence[figure.confidence], figure.source + (figure.obtainedOn === null ? '' : `, ${figure.obtainedOn}`)]),
  };
}

/** Bars for each district and way; the words of the chart are its amounts, way by way. */
function chartSection(ways: readonly { readonly name: string; readonly rows: readonly Row[] }[]): Section {
  // Rows come in the same order in every way: the district's own first, or the members as the study names them.
  const groups = Array.from({ length: Math.max(0, ...ways.map(({ rows }) => rows.length)) }, (_, n) => ({
    name: ways.find(({ rows }) => rows[n])!.rows[n]!.name, values: ways.map(({ rows }) => rows[n]?.cents ?? null),
  }));
  const alt = `A bar chart of what each district would pay. ${ways.filter(({ rows }) => rows.length > 0).map(({ name, rows }) => `${name}: ${rows.map((row) => `${row.name} ${formatCents(row.cents)}`).join(', ')}.`).join(' ')}`;
  const bars: Bars = { alt, series: ways.map(({ name }) => name), groups, say: formatCents };
  return { heading: 'The ways side by side', text: ['Each letter is a way to share; the tables below have every amount.'], bars, tables: [] };
}

function wordsOf(worked: Study, n: number): string[] {
  const contender = worked.contenders[n]!;
  return 'joint' in contender ? ['A way of splitting a joint project by what smaller groups would pay by themselves.'] : formulaWords(contender);
}

function warnings(result: Extract<ContenderResult, { ok: true }>, worked: Study): string[] {
  const names = new Map(worked.members.map(({ key, name }) => [key, name]));
  const named = (keys: readonly string[]): string => keys.map((key) => names.get(key) ?? key).join(', ');
  const worst = result.fairness?.worst;
  return [
    ...(result.overrunFalls.length > 0 ? [`An overrun would lower the bill of ${named(result.overrunFalls)}: a reason not to choose this way.`] : []),
    ...(worst && !worst.withinOddCents ? [`By the lines of the cost ${named(worst.members)} would pay less without the others.`] : []),
  ];
}

function oddWords(draft: StudyDraft, worked: Study): string[] {
  const counts = draft.guests.flatMap((guest) => guest.counts);
  const left = new Set(draft.leftOut);
  return oddCounts(counts).filter(({ school }) => !left.has(school)).map(({ member, name, students, total }) =>
    `Most of the count of ${worked.members.find(({ key }) => key === member)?.name ?? member} is one school: ${name} has ${students.toLocaleString('en-US')} of its ${total.toLocaleString('en-US')} students.`);
}
