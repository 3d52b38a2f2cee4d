import { type SeatFacts, type SeatPlan } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { SetSectionPlanDocument } from '../../../generated/cost-shares/plan.js';
import { CommandForm } from '../../../platform/CommandForm.js';
import { useCommand } from '../../../platform/command.js';
import { useForm } from '../../../platform/form.js';
import { announce } from '../../../ui/Announcer.js';
import { Button, ButtonLink } from '../../../ui/Button.js';
import { Notice } from '../../../ui/Notice.js';
import { Page, Section } from '../../../ui/Page.js';
import { Table } from '../../../ui/Table.js';
import { type Preset } from '../lab/editing.js';
import css from '../lab/Lab.module.css';
import { useSaidAtRest } from '../lab/spoken.js';
import { useTexts } from '../lab/typing.js';
import { changeWords, listed } from '../lab/words.js';
import { PlanEditor } from './PlanEditor.js';
import { nextSeats, refusalOf, rowsOf } from './seat-plan.js';

const topics = ['section', 'booking'] as const;
const EMPTY = {};

/** A new plan for a section, with what it does to everybody who has seats and to everybody who might ask. */
export function PlanPanel({ section, now, facts, presets }: { section: { id: string; title: string; termName: string }; now: SeatPlan; facts: SeatFacts; presets: readonly Preset[] }) {
  const navigate = useNavigate();
  const texts = useTexts();
  const [plan, setPlan] = useState(now);
  const settled = useDeferredValue(plan);
  const rows = useMemo(() => rowsOf(settled, now, facts), [settled, now, facts]);
  const next = useMemo(() => nextSeats(settled, now, facts), [settled, now, facts]);
  const refused = useMemo(() => refusalOf(rows, next), [rows, next]);
  const seat = next.flatMap(({ then }) => (then.ok ? [then.estimate.expectedCents] : []));
  useSaidAtRest(
    JSON.stringify([rows.map(({ result }) => result.ok && result.estimate.expectedCents), seat, refused]),
    refused !== null
      ? `This plan has no answer for ${refused.who}. ${refused.message}`
      : seat.length === 0
        ? 'Worked out again.'
        : `Worked out again: the next seat costs ${[...new Set([Math.min(...seat), Math.max(...seat)])].map((cents) => formatCents(cents)).join(' to ')}.`,
  );
  const same = JSON.stringify(plan) === JSON.stringify(now);
  const form = useForm(`section.plan.${section.id}`, EMPTY, { draft: false });
  const command = useCommand(`section.plan.${section.id}`, SetSectionPlanDocument, 'Section', topics);
  const submit = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: section.id, plan: JSON.stringify(plan) } }));
    if (!done) return;
    texts.forget('plan.');
    announce(`The new plan holds for new requests: ${done.costWords}`);
    await navigate({ to: '/sections/$id', params: { id: section.id } });
  };
  const home = rows.filter((row) => row.member !== facts.host);
  return (
    <Page
      wide
      title="How are seats paid?"
      documentTitle={`Plan of ${section.title}`}
      eyebrow={
        <Link to="/sections/$id" params={{ id: section.id }}>
          {section.title}
        </Link>
      }
      lead={`${section.title}, ${section.termName}. What you compose here is worked out at once for the districts that really have seats.`}
    >
      <div className={css['lab']}>
        <div className={css['inputs']}>
          <Section title="The plan">
            <CommandForm
              form={form}
              command={command}
              onSubmit={() => void submit()}
              actions={
                <>
                  <Button look="primary" type="submit" busy={command.busy} disabled={same || refused !== null}>
                    Put it in force
                  </Button>
                  <ButtonLink to="/sections/$id" params={{ id: section.id }} look="quiet">
                    Leave it as it is
                  </ButtonLink>
                </>
              }
            >
              <PlanEditor plan={plan} facts={facts} presets={presets} onChange={setPlan} />
              <Notice tone="info" title="It holds for new requests only.">
                {home.length === 0
                  ? 'No neighbor has seats yet.'
                  : `What was asked for or accepted before keeps the plan it was made under: ${listed(home.map((row) => `${row.name}, ${row.seats === 1 ? '1 seat' : `${row.seats} seats`}`))}.`}
              </Notice>
            </CommandForm>
          </Section>
        </div>
        <div className={css['results']} data-behind={settled !== plan || undefined}>
          <Section title="What would each district pay?">
            {refused === null ? null : (
              <Notice tone="warn" title={`This plan has no answer for ${refused.who}, so it cannot be put in force.`}>
                {refused.message}
              </Notice>
            )}
            {rows.length === 0 ? (
              <p className="muted">Nobody has seats yet; below is what the first would cost.</p>
            ) : (
              <Table
                caption="What the seats taken now would cost under each plan"
                rows={rows}
                rowKey={(row) => row.member}
                columns={[
                  { key: 'name', head: 'District', names: true, cell: (row) => (row.member === facts.host ? `${row.name} (teaches)` : row.name) },
                  { key: 'seats', head: 'Seats', figure: true, cell: (row) => row.seats },
                  { key: 'now', head: 'As it is now', figure: true, cell: (row) => money(row.before) },
                  { key: 'then', head: 'Under this plan', figure: true, cell: (row) => money(row.result.ok ? row.result.estimate.expectedCents : null) },
                  { key: 'change', head: 'Change', figure: true, cell: (row) => (row.before === null || !row.result.ok ? '' : changeWords(row.result.estimate.expectedCents - row.before)) },
                ]}
              />
            )}
            <p className="small muted">As if every seat were asked for anew. What was agreed before stays as it is.</p>
          </Section>
          {next.length === 0 ? null : (
            <Section title="What would the next seat cost?">
              <Table
                caption="One more seat, for each neighbor"
                captionHidden
                rows={next}
                rowKey={(row) => row.member}
                columns={[
                  { key: 'name', head: 'District', names: true, cell: (row) => row.name },
                  { key: 'now', head: 'As it is now', figure: true, cell: (row) => money(row.now?.expectedCents ?? null) },
                  { key: 'then', head: 'Under this plan', figure: true, cell: (row) => money(row.then.ok ? row.then.estimate.expectedCents : null) },
                  { key: 'most', head: 'At most', figure: true, cell: (row) => money(row.then.ok ? row.then.estimate.maximumCents : null) },
                ]}
              />
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

const money = (cents: number | null) => (cents === null ? <span className="muted">no answer</span> : formatCents(cents));
