import { useApolloClient, useQuery } from '@apollo/client/react';
import { purchasingRound } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { RoundAuthorityDocument } from '../../generated/pools/authority.js';
import { RoundContractsDocument } from '../../generated/pools/contracts.js';
import { RoundConsortiaDocument, type RoundConsortiaQuery } from '../../generated/pools/rounds.js';
import { parseCents, wholeOf } from '../../platform/amounts.js';
import { clock } from '../../platform/clock.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { dayWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { mayTake } from '../../platform/may.js';
import { type Place, useSession } from '../../platform/session.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { DayField, TextField } from '../../ui/Field.js';
import { Page } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { CLOSING, contractOn, contractValues, DEFAULT_WORDS, defaults, itemsOf, readWhat } from './quick-form.js';
import { dayOf, instantOf } from './round-form.js';
import { StartRound } from './StartRound.js';
import css from './Rounds.module.css';
import { useProposal } from './useProposal.js';
import { lockWords } from './words.js';

const TWO_WEEKS_MS = 14 * 86_400_000;
const route = getRouteApi('/signed-in/rounds/new');
type Consortia = NonNullable<RoundConsortiaQuery['district']>['consortia'];

export default function QuickRoundPage() {
  const { home } = useSession();
  const { way } = route.useSearch();
  const { data } = useQuery(RoundConsortiaDocument, { variables: { districtId: home?.id ?? '' }, skip: !home, context: { topics: ['account'] } });
  if (!home || !mayTake(purchasingRound, 'propose', home)) {
    return (
      <Nobody title="Rounds are started by those who buy for a district">
        A procurement officer, a business manager or an administrator {home ? `of ${home.shortName}` : 'of a district'} starts one: tell them what you need, and by when.
      </Nobody>
    );
  }
  if (!data) return <PageBones label="Loading the form" />;
  const consortia = data.district?.consortia ?? [];
  if (consortia.length === 0) return <Nobody title={`${home.shortName} is in no consortium yet`}>Rounds are for the members of a consortium. Ask its coordinator to add your district; from then on you can buy with the others.</Nobody>;
  return way === undefined ? <QuickForm home={home} consortia={consortia} /> : <StartRound home={home} consortia={consortia} bids={way === 'bids'} />;
}

function Nobody({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title="What shall we buy together?" documentTitle="Start a round">
      <Empty title={title} actions={<ButtonLink to="/rounds">See the rounds</ButtonLink>}>{children}</Empty>
    </Page>
  );
}

/** Four fields before lunch: what, at which price, until when, how many. All else stands as the page says. */
function QuickForm({ home, consortia }: { home: Place; consortia: Consortia }) {
  const name = `round.new.${home.id}`;
  const initial = useMemo(() => ({ title: '', price: '', lockDay: dayOf(new Date(clock.now() + TWO_WEEKS_MS)), quantity: '' }), []);
  const form = useForm(name, initial);
  const { named, busy, send } = useProposal(name, home, consortia[0]!.id, quickField);
  const { price, lockDay, quantity } = form.values;
  const { title, unit } = readWhat(form.values.title);
  const { data: rounds } = useQuery(RoundContractsDocument, { fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const contract = contractOn(rounds?.purchasingRounds ?? [], home.id, lockDay);
  const client = useApolloClient();
  const priceCents = parseCents(price);
  const locksAt = instantOf(lockDay, CLOSING);
  const many = wholeOf(quantity);
  const submit = async () => {
    const problems = [
      ...(title === '' ? [{ field: 'title', message: 'Say what is bought' }] : []),
      ...(priceCents === null || priceCents < 1 ? [{ field: 'price', message: 'Write a price in dollars, such as 42.00' }] : []),
      ...(locksAt === null || Date.parse(locksAt) <= clock.now() ? [{ field: 'lockDay', message: 'Choose a day on which 4 PM is still to come' }] : []),
      ...(many === null || many < 1 ? [{ field: 'quantity', message: 'Write how many your district takes, as a whole number' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0) return;
    // Without the law of it the draft asks for its documents, as it does where there is no contract.
    const law = contract && (await client.query({ query: RoundAuthorityDocument, variables: { id: contract.id } }).catch(() => null));
    const values = { ...defaults, route: 'CONTRACT', title, lockDay, items: itemsOf(title, unit, price), ...(contract ? contractValues(contract, law?.data?.round?.authority ?? null) : {}) };
    if (await send(values, many, 'missing')) form.clear();
  };
  return (
    <Page title="What shall we buy together?" documentTitle="Start a round" eyebrow={<Link to="/rounds">Purchasing rounds</Link>} lead={`${home.shortName} leads it, for the members of ${consortia[0]!.name}. Nobody else sees it until you open it.`}>
      <div className="panel">
        <CommandForm
          form={form}
          command={named}
          onSubmit={() => void submit()}
          actions={
            <>
              <Button look="primary" type="submit" busy={busy}>Keep it and go on</Button>
              <ButtonLink to="/rounds" look="quiet">Not now</ButtonLink>
            </>
          }
        >
          <TextField {...form.field('title')} label="What do we buy?" hint="With its unit where it has one: Copy paper per case" maxLength={120} spellCheck />
          <TextField {...form.field('price')} label={`Price per ${unit}`} inputMode="decimal" prefix="$" narrow />
          <DayField {...form.field('lockDay')} label="Until when?" hint={locksAt === null ? 'It locks at 4 PM.' : `It locks on ${lockWords(locksAt)}.`} narrow />
          <TextField {...form.field('quantity')} label={`How many does ${home.shortName} take?`} hint={many !== null && priceCents !== null ? `${formatCents(many * priceCents)} at this price. You commit when the round is open.` : 'You commit when the round is open.'} inputMode="numeric" narrow maxLength={7} />
          <div className={css['quick']}>
            <p>
              {contract ? (
                <>Bought on contract <strong>{contract.contractNumber}</strong> of {contract.leadAgency}, as in {contract.title}; it runs until {dayWords(contract.termEnds!)}. <Link to="/rounds/new" search={{ way: 'full' }}>Another contract</Link></>
              ) : rounds === undefined ? (
                'Looking for the contract you used last.'
              ) : (
                <>No round of {home.shortName} has a contract that runs until then: the next page asks on which one you buy.</>
              )}
            </p>
            <p className="muted">{DEFAULT_WORDS} You can change all of it before it opens.</p>
          </div>
        </CommandForm>
      </div>
      <p>
        Several items, packs and pallets? <Link to="/rounds/new" search={{ way: 'full' }}>Make a full proposal</Link>. Is there no contract? <Link to="/rounds/new" search={{ way: 'bids' }}>Ask for bids together</Link>.
      </p>
    </Page>
  );
}

/** A problem of the whole form beside the one of the four fields it is about. */
const quickField = (field: string): string => (/-price$/.test(field) ? 'price' : /-name$|unit/i.test(field) ? 'title' : field);
