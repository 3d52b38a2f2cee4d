import { type SeenResult, type SeenStanding } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { dayWords } from '../../../platform/dates.js';
import { Bars } from '../../../ui/Bars.js';
import { Button } from '../../../ui/Button.js';
import { Notice } from '../../../ui/Notice.js';
import { Page, Section } from '../../../ui/Page.js';
import { PrintButton } from '../../../ui/PrintButton.js';
import { Table } from '../../../ui/Table.js';
import { audienceTag } from '../audience.js';
import { AloneSection } from './AloneSection.js';
import css from './Results.module.css';
import { CopyStudyDialog } from './StudyDialogs.js';
import { changeWords, roughly } from './words.js';

type Found = Extract<SeenResult, { ok: true }>;

/** A study as a member may see it: the rows of each of my districts by name, the others as the consortium’s policy says. */
export function StandingPanel({ study }: { study: StudyPartsFragment }) {
  const [copying, setCopying] = useState(false);
  const standings = useMemo(() => study.standings.map(({ district, results }) => ({ district, results: JSON.parse(results) as SeenResult[] })), [study.standings]);
  return (
    <Page
      title={study.title}
      eyebrow={
        <>
          <Link to="/money" search={{ in: study.consortium.id }}>
            Money
          </Link>{' '}
          / {study.consortium.name}
        </>
      }
      lead={
        <>
          How we stand. By {study.authorName}, for {study.authorFor}
          {study.sharedAt == null ? '' : `, shared ${dayWords(study.sharedAt.slice(0, 10))}`}.
        </>
      }
      actions={
        <>
          {study.mayCopy ? <Button onClick={() => setCopying(true)}>Copy into a study of my own</Button> : null}
          <PrintButton />
        </>
      }
    >
      <div className="row">
        {audienceTag(study.audience, study.mine)}
        <span className="muted small">
          {study.othersStanding === 'HIDDEN' ? 'The members agreed that each sees its own share; all others stand in one sum.' : 'The members agreed that each sees its own share by name and the others’ without names.'}
        </span>
      </div>
      {standings.length === 0 ? (
        <Notice tone="plain" title="Your district is not part of this study.">
          It was shared with all members, but your district has no share in it.
        </Notice>
      ) : null}
      {standings.map(({ district, results }) => (
        <OwnShare key={district.id} district={district} results={results} only={standings.length === 1} />
      ))}
      <AloneSection study={study} />
      {standings.map(({ district, results }) => (
        <Others key={district.id} results={results} title={standings.length === 1 ? 'And the others?' : `And the others, beside ${district.shortName}?`} />
      ))}
      {copying ? <CopyStudyDialog study={study} onClose={() => setCopying(false)} /> : null}
    </Page>
  );
}

/** What one of my districts would pay under each way. */
function OwnShare({ district, results, only }: { district: { id: string; shortName: string }; results: readonly SeenResult[]; only: boolean }) {
  const found = foundIn(results);
  const name = found.flatMap((result) => rowOf(result, district.id)?.name ?? [])[0] ?? district.shortName;
  const own = (result: Found) => rowOf(result, district.id);
  return (
    <Section title={only ? 'What would we pay?' : `What would ${name} pay?`}>
      {results.map((result, at) => (result.ok ? null : <Notice key={at} tone="warn" title={`“${result.name}” cannot be worked out.`}>{result.message}</Notice>))}
      {found.length === 0 ? null : (
        <div className="stack">
          <Bars series={['Our share']} groups={found.map((result) => ({ key: result.name, label: result.name, values: [own(result)?.cents ?? null] }))} format={roughly} />
          <div className={css['wide']}>
            <Table
              caption={`What ${name} would pay under each way`}
              rows={found}
              rowKey={(result) => result.name}
              columns={[
                { key: 'way', head: 'Way to share', names: true, cell: (result) => result.name },
                { key: 'share', head: 'Our share', figure: true, cell: (result) => figure(own(result)?.cents ?? null) },
                { key: 'part', head: 'Of the whole', figure: true, cell: (result) => partOf(own(result)?.cents ?? null, result.totalCents) },
                { key: 'change', head: 'Against last year', figure: true, cell: (result) => figure(own(result)?.changeCents ?? null, changeWords) },
                { key: 'student', head: 'Per student', figure: true, cell: (result) => figure(own(result)?.perStudentCents ?? null) },
                { key: 'saving', head: 'Saving against alone', figure: true, cell: (result) => figure(own(result)?.savingCents ?? null, changeWords, 'not said') },
                { key: 'overrun', head: 'A 5% overrun adds', figure: true, cell: (result) => figure(own(result)?.overrunCents ?? null) },
              ]}
            />
          </div>
          <Years name={name} member={district.id} results={found} />
        </div>
      )}
    </Section>
  );
}

const foundIn = (results: readonly SeenResult[]): Found[] => results.filter((result): result is Found => result.ok);
const rowOf = (result: Found, member: string): SeenStanding | undefined => result.standings.find((row) => row.member === member);
const figure = (cents: number | null, write: (cents: number) => string = formatCents, unknown = 'not known') => (cents === null ? <span className="muted">{unknown}</span> : write(cents));
const partOf = (cents: number | null, totalCents: number) => (cents === null || totalCents === 0 ? <span className="muted">not known</span> : `${((cents * 100) / totalCents).toFixed(1)}%`);

/** Each row of the whole, in the order in which it came: an order of our own could tell names. */
function Others({ title, results }: { title: string; results: readonly SeenResult[] }) {
  const found = foundIn(results);
  if (found.length === 0) return null;
  return (
    <Section title={title}>
      <div className={css['sides']}>
        {found.map((result) => (
          <div key={result.name} className="stack-s">
            <h3>{result.name}</h3>
            <ul>
              {result.standings.map((row, index) => (
                <li key={index}>
                  <span className={row.member === null ? undefined : css['mine']}>{row.name}</span>
                  <span>{formatCents(row.cents)}</span>
                </li>
              ))}
              <li className={css['sum']}>
                <span>Together</span>
                <span>{formatCents(result.totalCents)}</span>
              </li>
            </ul>
            {result.overrunLowersABill ? <p className="small">If the cost ran over by 5%, somebody would pay less under this way.</p> : null}
          </div>
        ))}
      </div>
    </Section>
  );
}

function Years({ name, member, results }: { name: string; member: string; results: readonly Found[] }) {
  const labels = [...new Set(results.flatMap((result) => result.years.map(({ label }) => label)))];
  if (labels.length < 2) return null;
  return (
    <div className="stack-s">
      <h3>Had it been other years</h3>
      <div className={css['wide']}>
        <Table
          caption={`What ${name} would have paid of the same cost by the counts of each year`}
          captionHidden
          rows={results}
          rowKey={(result) => result.name}
          columns={[
            { key: 'way', head: 'Way to share', names: true, cell: (result) => result.name },
            ...labels.map((label) => ({ key: label, head: label, figure: true, cell: (result: Found) => figure(result.years.find((year) => year.label === label)?.ownCents[member] ?? null, formatCents, 'no answer') })),
          ]}
        />
      </div>
    </div>
  );
}
