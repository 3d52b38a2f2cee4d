import { type Step, type Trace } from '@barnraise/cost-sharing';
import { exact, floor, formatCents, subtract, toText } from '@barnraise/money';
import { dayPlain } from '../../../platform/dates.js';
import { Table } from '../../../ui/Table.js';
import css from './Explain.module.css';

type Split = Extract<Step, { kind: 'split' }>;
type Joint = Extract<Step, { kind: 'joint' }>;
type Sum = Extract<Step, { kind: 'sum' }>;

/** The splits behind a share, row by row: weight, date, exact part, cents. */
export function TraceTables({ trace }: { trace: Trace }) {
  const nameOf = (member: string) => (Object.hasOwn(trace.names, member) ? trace.names[member]! : member);
  return (
    <div className={css['tables']}>
      {trace.steps.map((step, index) => {
        switch (step.kind) {
          case 'split':
            return <SplitTable key={index} step={step} nameOf={nameOf} />;
          case 'joint':
            return <JointTable key={index} step={step} nameOf={nameOf} />;
          case 'sum':
            return <SumTable key={index} step={step} nameOf={nameOf} />;
          default:
            return null;
        }
      })}
    </div>
  );
}

interface Named {
  nameOf: (member: string) => string;
}

function SplitTable({ step, nameOf }: { step: Split } & Named) {
  const dated = step.shares.some((share) => share.countedOn !== undefined);
  return (
    <Table
      caption={`${step.line}: ${formatCents(step.totalCents)} by ${step.driver}, ${numberWords(step.weightTotal)} in all`}
      rows={step.shares}
      rowKey={(share) => `${share.member} ${share.part ?? ''}`}
      columns={[
        { key: 'who', head: 'Who', names: true, cell: (share) => (share.part === undefined ? nameOf(share.member) : `${nameOf(share.member)} (${share.part})`) },
        { key: 'weight', head: 'Weight', figure: true, cell: (share) => numberWords(share.weight) },
        ...(dated ? [{ key: 'counted', head: 'Counted', cell: (share: Split['shares'][number]) => (share.countedOn === undefined ? 'no date' : `${dayOf(share.countedOn)}, ${share.source ?? 'no source'}`) }] : []),
        { key: 'exact', head: 'Exactly', figure: true, cell: (share) => exactWords(share.exactCents) },
        { key: 'cents', head: 'To the cent', figure: true, cell: (share) => `${formatCents(share.cents)}${share.held === undefined ? '' : ', held by a limit'}${share.oddCent ? ', with an odd cent' : ''}` },
      ]}
    />
  );
}

function JointTable({ step, nameOf }: { step: Joint } & Named) {
  return (
    <Table
      caption={`Together ${exactWords(step.totalCents)}`}
      rows={step.rows}
      rowKey={(row) => row.member}
      columns={[
        { key: 'who', head: 'Who', names: true, cell: (row) => nameOf(row.member) },
        { key: 'alone', head: 'Alone', figure: true, cell: (row) => exactWords(row.aloneCents) },
        { key: 'extra', head: 'Own extra cost', figure: true, cell: (row) => exactWords(row.extraCents) },
        { key: 'exact', head: 'Exactly', figure: true, cell: (row) => exactWords(row.exactCents) },
        { key: 'cents', head: 'To the cent', figure: true, cell: (row) => `${formatCents(row.cents)}${row.oddCent ? ', with an odd cent' : ''}` },
      ]}
    />
  );
}

function SumTable({ step, nameOf }: { step: Sum } & Named) {
  return (
    <Table
      caption={`The sums of the lines, ${formatCents(step.totalCents)} in all`}
      rows={step.rows}
      rowKey={(row) => row.member}
      columns={[
        { key: 'who', head: 'Who', names: true, cell: (row) => nameOf(row.member) },
        { key: 'parts', head: 'Lines', cell: (row) => row.parts.map((part) => formatCents(part)).join(' + ') },
        { key: 'cents', head: 'Share', figure: true, cell: (row) => formatCents(row.cents) },
      ]}
    />
  );
}

/** A count may carry anything as its date. */
const dayOf = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dayPlain(text) : text);

const numberWords = (text: string): string => (/^\d+$/.test(text) ? Number(text).toLocaleString('en-US') : text.length <= 12 ? text : `about ${approximately(text)}`);

const approximately = (text: string): string => {
  const { n, d } = exact(text);
  return (Number((n * 10_000n) / d) / 10_000).toString();
};

/** "$95.45 and 5/11 ¢". */
function exactWords(text: string): string {
  const value = exact(text);
  const whole = floor(value);
  const rest = subtract(value, exact(whole));
  if (rest.n === 0n) return formatCents(Number(whole));
  const fraction = toText(rest);
  return `${formatCents(Number(whole))} and ${fraction.length <= 13 ? fraction : approximately(fraction)} ¢`;
}
