import { useState } from 'react';
import { useServerNow } from '../../platform/clock.js';
import { leftWords } from '../../platform/dates.js';
import { useSession } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { Columns, Facts, Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { EstimateForm } from './EstimateForm.js';
import { RoundTerms } from './RoundTerms.js';
import css from './Rounds.module.css';
import { type Estimate, type Solicitation, useSolicitation } from './solicitation.js';
import { districtsOf, lockWords, type Round, unitWords } from './words.js';

/** A round that asks its members what they would take: my estimate, who has answered, what all of it comes to. */
export function EstimatesRound({ round }: { round: Round }) {
  const said = useSolicitation(round);
  const { home } = useSession();
  if (!said) return <Bones lines={6} label="Loading the estimates" />;
  const districts = [...new Map([...said.estimateFor, ...said.estimates.map(({ district }) => district)].map((one) => [one.id, one])).values()].sort((a, b) => Number(b.id === home?.id) - Number(a.id === home?.id));
  const shown = districts.filter(({ id }) => id === home?.id || districts.length === 1 || said.estimates.some(({ district }) => district.id === id));
  return (
    <Columns
      top={<HowFar round={round} said={said} />}
      side={shown.length > 0 ? shown.map((district) => <OwnEstimate key={district.id} round={round} said={said} district={district} several={shown.length > 1} />) : (
        <Section title="Who estimates for a district?">
          <p className="muted">Its procurement officer, its business manager or an administrator. Show them this page.</p>
        </Section>
      )}
      main={
        <>
          <Expected round={round} said={said} />
          <RoundTerms round={round} />
        </>
      }
    />
  );
}

function HowFar({ round, said }: { round: Round; said: Solicitation }) {
  const left = Date.parse(said.estimatesDue) - useServerNow();
  const open = said.memberCount - said.answeredCount;
  return (
    <section aria-label="How it stands" className="panel stack">
      <p className={css['headline']}>{said.answeredCount === 0 ? 'Nobody has answered yet.' : open <= 0 ? 'Every member has answered.' : `${said.answeredCount} of ${districtsOf(said.memberCount)} ${said.answeredCount === 1 ? 'has' : 'have'} answered.`}</p>
      <div className={css['now']}>
        <p className={css['clock']}>
          <Icon name="clock" size={18} />
          <span>
            <strong>{left > 0 ? `${leftWords(left)} left` : `${round.lead.shortName} asks for bids next`}</strong>
            <span className={css['under']}>asked for until <time dateTime={said.estimatesDue}>{lockWords(said.estimatesDue)}</time></span>
          </span>
        </p>
      </div>
      {said.answered && said.answered.length > 0 ? (
        <ul className={css['people']} aria-label="Who has answered">
          {said.answered.map((one) => <li key={one.id} className={css['person']}>{one.shortName}</li>)}
        </ul>
      ) : null}
      {round.sealed ? <p className="muted">Sealed: each district sees its own estimate, and nobody sees what all of them come to.</p> : null}
    </section>
  );
}

function OwnEstimate({ round, said, district, several }: { round: Round; said: Solicitation; district: { id: string; shortName: string }; several: boolean }) {
  const own = said.estimates.find((one) => one.district.id === district.id) ?? null;
  const may = said.estimateFor.some(({ id }) => id === district.id);
  const [changing, setChanging] = useState(false);
  const who = several ? `does ${district.shortName}` : 'do we';
  const writing = may && (own === null || changing);
  return (
    <Section title={own && !changing ? `What ${who} expect to take?` : `How much ${several ? `would ${district.shortName}` : 'would we'} take?`} id={`estimate-${district.id}`} stands={`${own?.revision ?? 0} ${writing}`}>
      {own && !changing ? <EstimateFacts round={round} own={own} /> : null}
      {own && may && !changing ? <div><Button onClick={() => setChanging(true)}>Change it</Button></div> : null}
      {writing ? <EstimateForm round={round} district={district} own={own} onDone={() => setChanging(false)} onBack={own ? () => setChanging(false) : null} /> : null}
    </Section>
  );
}

const EstimateFacts = ({ round, own }: { round: Round; own: Estimate }) =>
  own.lines.length === 0 ? <p>Nothing. That is an answer too.</p> : <Facts items={own.lines.map((line) => [round.items.find(({ key }) => key === line.itemKey)?.name ?? line.itemKey, line.words] as const)} />;

/** What is to be bought, and what all districts together expect to take of it. */
export function Expected({ round, said }: { round: Round; said: Solicitation }) {
  const mine = (key: string) => said.estimates.flatMap(({ lines }) => lines.filter((line) => line.itemKey === key)).map(({ words }) => words).join(', ');
  return (
    <Section title="What is to be bought?" aside={round.state === 'ESTIMATES' ? undefined : <Tag icon="check">Stays as it is</Tag>}>
      <Table
        caption="Items, what they have to be like, and how much is expected"
        captionHidden
        rows={round.items}
        rowKey={(item) => item.key}
        columns={[
          { key: 'name', head: 'Item', names: true, cell: (item) => item.name },
          { key: 'specification', head: 'What it has to be like', cell: (item) => <>{item.specification}<span className={css['under']}>Ordered in whole {item.orderUnit.plural}{unitWords(item) === '' ? '.' : `. ${unitWords(item)}.`}</span></> },
          said.sums
            ? { key: 'sum', head: 'All expect', figure: true, cell: (item) => said.sums!.find(({ itemKey }) => itemKey === item.key)?.quantityWords ?? '' }
            : { key: 'mine', head: 'We expect', figure: true, cell: (item) => mine(item.key) || <span className="muted">nothing said</span> },
        ]}
      />
    </Section>
  );
}
