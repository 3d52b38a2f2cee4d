import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { Suspense, useState } from 'react';
import { RoundSettlementDocument, type SettlementPartsFragment } from '../../generated/pools/settlement.js';
import { Button } from '../../ui/Button.js';
import { Facts, Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { ExplainCalculation } from '../cost-shares/index.js';
import { type Baseline, BaselineDialog, SettleDialog, sureness } from './SettleDialogs.js';
import { Credits } from './Credits.js';
import css from './Rounds.module.css';
import { perUnit, type Round } from './words.js';

type Part = SettlementPartsFragment['parts'][number];
const useSettlement = (round: Round) => useQuery(RoundSettlementDocument, { variables: { id: round.id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } }).data?.roundSettlement;

/** What each of my districts finally owes, why, and what it saved: the first thing a settled round says. */
export function Settlement({ round }: { round: Round }) {
  const settlement = useSettlement(round);
  const [asked, setAsked] = useState(false);
  if (!settlement) return null;
  return (
    <>
      {settlement.parts.map((part) => <PartOf key={part.district.id} round={round} part={part} baselines={settlement.baselines.filter(({ district }) => district.id === part.district.id)} />)}
      {settlement.maySettle ? (
        <Section title="Is everything there to settle?" id="settle">
          <p>Every order is approved for payment. Once it is settled, every district reads what it finally owes.</p>
          <div className="row no-print">
            <Button look="primary" onClick={() => setAsked(true)}>Settle the round</Button>
          </div>
        </Section>
      ) : null}
      <Credits roundId={round.id} credits={settlement.credits} />
      {asked ? <SettleDialog round={round} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function PartOf({ round, part, baselines }: { round: Round; part: Part; baselines: readonly Baseline[] }) {
  const { shortName } = part.district;
  const [explained, setExplained] = useState(false);
  return (
    <>
      <Section title={`What does ${shortName} finally owe?`} id={`settled-${part.district.id}`}>
        <p className={css['owed']}>{formatCents(part.cents)}</p>
        <p>{part.balanceWords}</p>
        <Table
          caption={`What ${shortName} finally owes, line by line`}
          captionHidden
          rows={part.lines}
          rowKey={(line) => line.id}
          columns={[
            { key: 'name', head: 'For', names: true, cell: (line) => <>{line.name}<span className={css['under']}>{kinds[line.kind]}</span></> },
            { key: 'quantity', head: 'Keeps', figure: true, cell: (line) => line.quantityWords ?? '' },
            { key: 'why', head: 'Why', cell: (line) => line.words },
            { key: 'cents', head: 'Owes', figure: true, cell: (line) => formatCents(line.cents) },
          ]}
          foot={<tr role="row"><th scope="row" role="rowheader" colSpan={3}>In all</th><td role="cell" className={css['total']} data-head="Owes"><div>{formatCents(part.cents)}</div></td></tr>}
        />
        <p className="muted small">{part.share.methodWords}. It comes out the same again from what was approved and what was kept.</p>
        <div className="row no-print">
          <Button look="quiet" icon="info" label={`Explain this number: what ${shortName} finally owes`} onClick={() => setExplained(true)}>Explain this number</Button>
        </div>
        <p className="no-print"><a href={`/rounds/${round.id}/settlement.csv`}>Table for a finance system (CSV)</a></p>
        {explained ? <Suspense fallback={null}><ExplainCalculation calculation={part.share} subject={`${round.title} for ${shortName}`} onClose={() => setExplained(false)} /></Suspense> : null}
      </Section>
      <Section title={`What did ${shortName} save?`} id={`saved-${part.district.id}`}>
        <Saved part={part} baselines={baselines} />
      </Section>
    </>
  );
}

const kinds: Record<Part['lines'][number]['kind'], string> = { GOODS: 'Goods', CHARGE: 'Freight or a fee', OTHER: 'Billed beside the order' };

function Saved({ part: { saving, district }, baselines }: { part: Part; baselines: readonly Baseline[] }) {
  if (!saving) return <p>{district.shortName} did not say what it would have paid alone. Without that no saving is claimed.</p>;
  const said = baselines.filter(({ priceCents }) => priceCents != null);
  return (
    <>
      <p className={css['owed']}>{saving.savedCents > 0 ? formatCents(saving.savedCents) : 'No saving'}</p>
      <p>
        {saving.savedCents > 0 ? `Together it paid ${formatCents(saving.paidCents)}; alone it would have paid ${formatCents(saving.aloneCents)}.` : saving.savedCents === 0 ? `Together it paid what it would have paid alone: ${formatCents(saving.paidCents)}.` : `Alone it would have paid ${formatCents(-saving.savedCents)} less: ${formatCents(saving.aloneCents)} instead of ${formatCents(saving.paidCents)}.`}
      </p>
      <Table
        caption="What it would have paid alone, and what it paid"
        captionHidden
        rows={saving.lines}
        rowKey={(line) => line.name}
        columns={[
          { key: 'name', head: 'Item', names: true, cell: (line) => line.name },
          { key: 'alone', head: 'Alone', figure: true, cell: (line) => formatCents(line.aloneCents) },
          { key: 'paid', head: 'Together', figure: true, cell: (line) => formatCents(line.paidCents) },
        ]}
      />
      <Facts items={[...said.map((one) => [one.name, `${wordOf(one)}`] as const), ['Freight, fees and the rest', `${formatCents(saving.besideCents)}, counted in full against the saving`]]} />
    </>
  );
}

const wordOf = ({ priceCents, unitName, confidence, source }: Baseline): string => `${perUnit(priceCents!, { name: unitName })} alone, by ${confidence ? sureness[confidence] : 'its word'}: ${source ?? ''}`;

/** What my districts would pay alone: said at any time until the settlement, read by nobody else. */
export function Baselines({ round }: { round: Round }) {
  const settlement = useSettlement(round);
  const [asked, setAsked] = useState<Baseline | null>(null);
  const open = settlement?.baselines.filter((one) => one.mayState || one.priceCents != null) ?? [];
  if (!settlement || settlement.state === 'SETTLED' || open.length === 0) return null;
  const several = new Set(open.map(({ district }) => district.id)).size > 1;
  return (
    <Section title="What would we pay alone?" id="alone" stands={open.map(({ revision }) => revision).join(' ')}>
      <p className="muted">Say it once, and the settlement shows what you saved, or that you did not. Only your own people read it.</p>
      <Table
        caption="What each item would cost alone"
        captionHidden
        rows={open}
        rowKey={(one) => `${one.district.id} ${one.itemKey}`}
        columns={[
          { key: 'name', head: 'Item', names: true, cell: (one) => (several ? `${one.name}, ${one.district.shortName}` : one.name) },
          { key: 'said', head: 'Alone', cell: (one) => (one.priceCents == null ? <span className="muted">not said yet</span> : wordOf(one)) },
          { key: 'change', head: 'Say it', cell: (one) => (one.mayState ? <Button look="quiet" label={`${one.priceCents == null ? 'Say' : 'Change'} what ${one.name} would cost ${one.district.shortName} alone`} onClick={() => setAsked(one)}>{one.priceCents == null ? 'Say it' : 'Change it'}</Button> : null) },
        ]}
      />
      {asked ? <BaselineDialog roundId={round.id} baseline={asked} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}
