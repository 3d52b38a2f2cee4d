import { type ContenderResult, type Study } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { memo } from 'react';
import { Bars } from '../../../ui/Bars.js';
import { Notice } from '../../../ui/Notice.js';
import { Section } from '../../../ui/Page.js';
import { Table } from '../../../ui/Table.js';
import css from './Results.module.css';
import { roughly } from './words.js';

/** Every way side by side: a picture, and the same in a table. */
export const CompareShares = memo(function CompareShares({ study, results, own }: { study: Study; results: readonly ContenderResult[]; own: ReadonlySet<string> }) {
  const good = results.filter((result) => result.ok);
  const centsOf = (result: ContenderResult, member: string) => (result.ok ? (result.standings.find((row) => row.member === member)?.cents ?? null) : null);
  return (
    <Section title="What would each pay?">
      {results.map((result, at) =>
        result.ok ? null : (
          <Notice key={at} tone="warn" title={`“${result.name}” cannot be worked out.`}>
            {result.refusal.message}
            <Gap facts={result.refusal.facts} message={result.refusal.message} />
          </Notice>
        ),
      )}
      {good.length === 0 ? null : (
        <>
          <Bars series={results.map(({ name }) => name)} groups={study.members.map(({ key, name }) => ({ key, label: name, strong: own.has(key), values: results.map((result) => centsOf(result, key)), mark: study.lastYearCents?.[key] }))} format={roughly} markName="last year" />
          <div className={css['wide']}>
            <Table
              caption="Share of each district under each way"
              rows={study.members}
              rowKey={({ key }) => key}
              columns={[
                { key: 'name', head: 'District', names: true, cell: ({ name }) => name },
                ...results.map((result, at) => ({
                  key: `way-${at}`,
                  head: result.name,
                  figure: true,
                  cell: ({ key }: { key: string }) => {
                    const cents = centsOf(result, key);
                    return cents === null ? <span className="muted">no answer</span> : formatCents(cents);
                  },
                })),
              ]}
              foot={
                <tr role="row" className={css['total']}>
                  <th scope="row" role="rowheader">
                    Together
                  </th>
                  {results.map((result, at) => (
                    <td key={at} role="cell" data-head={result.name}>
                      {result.ok ? formatCents(result.totalCents) : 'no answer'}
                    </td>
                  ))}
                </tr>
              }
            />
          </div>
        </>
      )}
    </Section>
  );
});

/** The gap in money, where the sentence does not say it. */
function Gap({ facts, message }: { facts: Readonly<Record<string, string | number>>; message: string }) {
  const { gap } = facts;
  if (typeof gap !== 'number' || message.includes(formatCents(gap))) return null;
  return <> The gap is {formatCents(gap)}.</>;
}
