import { type ContenderResult, type Standing, type Study } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { lazy, memo, Suspense, useState } from 'react';
import { FigureButton } from '../../../ui/FigureButton.js';
import { Notice } from '../../../ui/Notice.js';
import { Section } from '../../../ui/Page.js';
import { Tab, Tabs } from '../../../ui/Tabs.js';
import { Table, type Column } from '../../../ui/Table.js';
import css from './Results.module.css';
import { Replay } from './Replay.js';
import { wayWords } from './ways.js';
import { changeWords, fairnessWords, gainsOf, listed, type Gains, type Worked } from './words.js';

const ExplainShare = lazy(() => import('./ExplainShare.js'));

/** One way in full: who gains and loses, whether it is fair, what an overrun does, and why each share is what it is. */
export const WayDetail = memo(function WayDetail({ studyId, study, results, at, own }: { studyId: string; study: Study; results: readonly ContenderResult[]; at: number; own: ReadonlySet<string> }) {
  const chosen = Math.min(at, results.length - 1);
  const result = results[chosen];
  return (
    <Section title="One way in full">
      <Tabs label="Ways to share" quiet wrap>
        {results.map(({ name }, index) => (
          <Tab key={index} to="/money/studies/$id" params={{ id: studyId }} search={index === 0 ? {} : { way: index + 1 }} replace resetScroll={false} chosen={index === chosen}>
            {name}
          </Tab>
        ))}
      </Tabs>
      {study.contenders[chosen] ? <p>{wayWords(study.contenders[chosen]).join(' ')}</p> : null}
      {result === undefined ? null : result.ok ? (
        <Found study={study} result={result} first={chosen === 0 ? null : results[0]} own={own} />
      ) : (
        <Notice tone="warn" title="This way cannot be worked out.">
          {result.refusal.message}
        </Notice>
      )}
    </Section>
  );
});

function Found({ study, result, first, own }: { study: Study; result: Worked; first: ContenderResult | null | undefined; own: ReadonlySet<string> }) {
  const [why, setWhy] = useState<Standing | null>(null);
  const nameOf = (member: string) => study.members.find(({ key }) => key === member)?.name ?? member;
  const lastYear = result.standings.some((row) => row.changeCents !== null);
  const against = !lastYear && first?.ok ? new Map(first.standings.map((row) => [row.member, row.cents])) : null;
  const verdict = fairnessWords(result.fairness, nameOf);
  const change = (row: Standing) => (lastYear ? row.changeCents : against?.has(row.member) ? row.cents - against.get(row.member)! : null);
  const columns: Column<Standing>[] = [
    { key: 'name', head: 'District', names: true, cell: (row) => (own.has(row.member) ? `${row.name} (ours)` : row.name) },
    { key: 'share', head: 'Share', figure: true, cell: (row) => <FigureButton label={`Explain the share of ${row.name}, ${formatCents(row.cents)}`} onClick={() => setWhy(row)}>{formatCents(row.cents)}</FigureButton> },
    ...(lastYear || against ? [{ key: 'change', head: lastYear ? 'Against last year' : `Against “${first?.name ?? ''}”`, figure: true, cell: (row: Standing) => figure(change(row), changeWords) }] : []),
    { key: 'student', head: 'Per student', figure: true, cell: (row) => figure(row.perStudentCents) },
    ...(result.standings.some((row) => row.savingCents !== null) ? [{ key: 'saving', head: 'Saving against alone', figure: true, cell: (row: Standing) => figure(row.savingCents, changeWords, 'not said') }] : []),
    { key: 'overrun', head: 'A 5% overrun adds', figure: true, cell: (row) => figure(row.overrunCents) },
  ];
  return (
    <>
      <div className={css['wide']}>
        <Table caption={`Shares under “${result.name}”, ${formatCents(result.totalCents)} in all`} rows={result.standings} rowKey={(row) => row.member} columns={columns} />
        <p className="small muted no-print">Press a share to see how it came about.</p>
      </div>
      {lastYear || against ? <GainsAndLosses gains={gainsOf(result.standings, against)} against={lastYear ? 'last year' : `“${first?.name ?? ''}”`} /> : null}
      <Notice tone={verdict.tone} title={verdict.title}>
        {verdict.detail}
      </Notice>
      {result.overrunFalls.length > 0 ? (
        <Notice tone="warn" title={`If the cost ran over by 5%, ${listed(result.overrunFalls.map(nameOf))} would pay less.`}>
          A way under which an overrun lowers somebody’s bill is hard to defend before a board. Choose another one.
        </Notice>
      ) : null}
      <Replay study={study} result={result} />
      {why === null ? null : (
        <Suspense fallback={null}>
          <ExplainShare result={result} member={why.member} onClose={() => setWhy(null)} />
        </Suspense>
      )}
    </>
  );
}

const figure = (cents: number | null, write: (cents: number) => string = formatCents, unknown = 'not known') => (cents === null ? <span className="muted">{unknown}</span> : write(cents));

function GainsAndLosses({ gains, against }: { gains: Gains; against: string }) {
  const sides = [
    { title: `Pay less than ${against}`, rows: gains.gain },
    { title: `Pay more than ${against}`, rows: gains.lose },
  ];
  return (
    <div className={css['sides']}>
      {sides.map(({ title, rows }) => (
        <div key={title} className="stack-s">
          <h3>{title}</h3>
          {rows.length === 0 ? (
            <p className="muted">Nobody</p>
          ) : (
            <ul>
              {rows.map(({ name, cents }) => (
                <li key={name}>
                  <span>{name}</span>
                  <span className={cents < 0 ? css['less'] : css['more']}>{changeWords(cents)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </div>
  );
}
