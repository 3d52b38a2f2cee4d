import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { RoundReceivingDocument } from '../../generated/pools/receiving.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { type Receiving as Read } from './receipt-form.js';
import css from './Receiving.module.css';
import rounds from './Rounds.module.css';
import { CloseReceivingDialog } from './SettleDialogs.js';
import { siteOf, stateTag } from './site-words.js';
import { type Round } from './words.js';

/** What came, on the round's page: what is still awaited and from whom, then what each keeps. */
export function Receiving({ round }: { round: Round }) {
  const { data } = useQuery(RoundReceivingDocument, { variables: { id: round.id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const [asked, setAsked] = useState(false);
  const receiving = data?.roundReceiving;
  if (!receiving) return null;
  const open = receiving.state === 'RELEASED';
  return (
    <>
      {receiving.parts.map((part) => <PartOf key={part.district.id} part={part} />)}
      {receiving.lines.length > 0 || open ? (
        <Section title={open ? 'What has come?' : 'What came to each site?'} id="receiving" stands={receiving.state}>
          {open ? <Standing receiving={receiving} onClose={() => setAsked(true)} /> : null}
          {receiving.lines.length > 0 ? (
            <Table
              caption="Lines that are received at a site"
              captionHidden
              rows={receiving.lines}
              rowKey={(line) => `${line.orderId} ${line.district.id} ${line.itemKey}`}
              columns={[
                { key: 'item', head: 'Item', names: true, cell: (line) => line.name },
                { key: 'site', head: 'At', cell: (line) => (siteOf(line) === line.district.shortName ? line.district.shortName : `${siteOf(line)}, ${line.district.shortName}`) },
                { key: 'ordered', head: 'Ordered', figure: true, cell: (line) => line.orderedWords },
                { key: 'came', head: 'Came', cell: (line) => <>{line.receipt?.words ?? <span className="muted">nothing said yet</span>}{line.receipt?.note ? <span className={rounds['under']}>{line.receipt.note}</span> : null}</> },
                { key: 'state', head: 'So far', cell: (line) => stateTag(line) },
              ]}
            />
          ) : null}
        </Section>
      ) : null}
      {asked ? <CloseReceivingDialog round={round} receiving={receiving} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function Standing({ receiving, onClose }: { receiving: Read; onClose: () => void }) {
  const mine = receiving.lines.some((line) => line.mayReceive);
  const waiting = receiving.waitingFor?.map(({ shortName }) => shortName).join(', ');
  return (
    <div className="stack-s">
      <p>{receiving.allReceived ? 'Every site has said what came.' : waiting ? `Not all said yet: ${waiting}.` : 'Not every site has said yet what came.'}</p>
      {mine || receiving.mayClose ? (
        <div className="row no-print">
          {receiving.mayClose ? <Button look="primary" onClick={onClose}>Close receiving</Button> : null}
          {mine ? <ButtonLink to="/rounds/$id/receive" params={{ id: receiving.id }} look={receiving.mayClose ? 'plain' : 'primary'}>Say what came</ButtonLink> : null}
        </div>
      ) : null}
    </div>
  );
}

function PartOf({ part }: { part: Read['parts'][number] }) {
  const hands = part.lines.flatMap((line) => [...line.handsOn.map((one) => `Hand ${one.quantityWords} of ${line.name} to ${one.district.shortName}.`), ...line.gets.map((one) => `Take ${one.quantityWords} of ${line.name} from ${one.district.shortName}.`)]);
  return (
    <Section title={`What does ${part.district.shortName} keep?`} id={`keeps-${part.district.id}`}>
      {hands.length > 0 ? (
        <Notice tone="warn" title="Goods change hands between districts.">
          <ul className={css['hands']}>{hands.map((words) => <li key={words}>{words}</li>)}</ul>
        </Notice>
      ) : null}
      <Table
        caption={`What ${part.district.shortName} ordered, what came and what it keeps`}
        captionHidden
        rows={part.lines}
        rowKey={(line) => line.itemKey}
        columns={[
          { key: 'item', head: 'Item', names: true, cell: (line) => line.name },
          { key: 'ordered', head: 'Ordered', figure: true, cell: (line) => line.orderedWords },
          { key: 'came', head: 'Came and can be used', figure: true, cell: (line) => line.cameWords },
          { key: 'keeps', head: 'Keeps', figure: true, cell: (line) => line.keepsWords },
        ]}
      />
      {part.lines.map((line) => (
        <details key={line.itemKey} className={rounds['more']}>
          <summary>How did that come about{part.lines.length > 1 ? ` for ${line.name}` : ''}?</summary>
          <div><ol className={rounds['words']}>{line.words.map((one, n) => <li key={n}>{one}</li>)}</ol></div>
        </details>
      ))}
    </Section>
  );
}
