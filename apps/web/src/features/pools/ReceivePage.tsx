import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { RoundReceivingDocument } from '../../generated/pools/receiving.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Page, Section } from '../../ui/Page.js';
import { PageBones } from '../../ui/States.js';
import { lineKey, type Receiving } from './receipt-form.js';
import { ReceiptForm } from './ReceiptForm.js';
import css from './Receiving.module.css';
import { siteOf, stateTag } from './site-words.js';

const route = getRouteApi('/signed-in/rounds/$id/receive');

/** At the loading dock: one line at a time, on a phone. */
export default function ReceivePage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(RoundReceivingDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  if (data?.roundReceiving) return <Dock key={id} receiving={data.roundReceiving} />;
  if (error) return <PageReadFailed what="this delivery" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this delivery" back={{ to: '/rounds', words: 'See the purchasing rounds' }} />;
  return <PageBones label="Loading what is awaited" />;
}

function Dock({ receiving }: { receiving: Receiving }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const mine = receiving.lines.filter((line) => line.mayReceive);
  const awaited = mine.filter((line) => !line.receipt?.complete);
  const line = mine.find((one) => lineKey(one) === chosen) ?? awaited[0];
  const said = mine.length - awaited.length;
  // On a phone its form is above everything that was pressed: there the reading goes on.
  useEffect(() => {
    const heading = chosen === null ? null : document.getElementById('line');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }, [chosen]);
  return (
    <Page
      title={`What came: ${receiving.title}?`}
      documentTitle={`Receive ${receiving.title}`}
      eyebrow={<><Link to="/rounds">Purchasing rounds</Link> / <Link to="/rounds/$id" params={{ id: receiving.id }}>{receiving.title}</Link></>}
      lead={mine.length === 0 ? undefined : `${said} of ${mine.length} ${mine.length === 1 ? 'line' : 'lines'} said.`}
    >
      {mine.length === 0 ? (
        <Notice tone="plain" title={receiving.state === 'RELEASED' ? 'Nothing is awaited that you could receive.' : 'Receiving is closed for this round.'} actions={<ButtonLink to="/rounds/$id" params={{ id: receiving.id }}>Back to the round</ButtonLink>}>
          {receiving.state === 'RELEASED' ? 'Whoever buys for the district it comes to says what came, once the order carries its purchase-order number.' : 'What was said by then stands.'}
        </Notice>
      ) : line ? (
        <Section title={`${line.name}, ${siteOf(line)}`} id="line" stands={`${lineKey(line)} ${line.receipt?.revision ?? 0}`}>
          <ReceiptForm key={`${lineKey(line)} ${line.receipt?.revision ?? 0}`} roundId={receiving.id} line={line} onDone={() => setChosen(null)} />
        </Section>
      ) : (
        <Notice tone="good" live title="Everything is said that came for you." actions={<ButtonLink to="/rounds/$id" params={{ id: receiving.id }}>Back to the round</ButtonLink>}>
          Until receiving is closed you can still change it below.
        </Notice>
      )}
      {mine.length > 0 ? (
        <Section title="What is awaited?">
          <ul className={css['lines']}>
            {mine.map((one) => (
              <li key={lineKey(one)}>
                <span>
                  <strong>{one.orderedWords}</strong> of {one.name}
                  {one.receipt ? <span className="muted small"> {one.receipt.words}</span> : null}
                </span>
                <span className="row">
                  {stateTag(one)}
                  {one === line ? null : <Button look="quiet" label={`${one.receipt ? 'Change' : 'Receive'} ${one.name}, ${siteOf(one)}`} onClick={() => setChosen(lineKey(one))}>{one.receipt ? 'Change' : 'Receive'}</Button>}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}
