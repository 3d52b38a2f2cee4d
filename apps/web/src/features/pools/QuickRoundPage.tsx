import { useQuery } from '@apollo/client/react';
import { purchasingRound } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ProposeRoundDocument, RoundConsortiaDocument } from '../../generated/pools/rounds.js';
import { parseCents } from '../../platform/amounts.js';
import { clock } from '../../platform/clock.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { mayTake } from '../../platform/may.js';
import { type Place, useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { ChoiceField, DayField, TextField } from '../../ui/Field.js';
import { Page } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { useNamed } from './named.js';
import { contentOf, dayOf, emptyItem, fieldOfRound, instantOf } from './round-form.js';
import { NO_DOCUMENTS } from './authority-form.js';
import css from './Rounds.module.css';
import { lockWords } from './words.js';

const topics = ['round'] as const;
const CLOSING = '16:00';
const TWO_WEEKS_MS = 14 * 86_400_000;

export default function QuickRoundPage() {
  const { home } = useSession();
  const { data } = useQuery(RoundConsortiaDocument, { variables: { districtId: home?.id ?? '' }, skip: !home, context: { topics: ['account'] } });
  if (!home || !mayTake(purchasingRound, 'propose', home)) {
    return (
      <Page title="What shall we buy together?" documentTitle="Start a round">
        <Empty title="Rounds are started by those who buy for a district" actions={<ButtonLink to="/rounds">See the rounds</ButtonLink>}>
          A procurement officer, a business manager or an administrator of a district starts one.
        </Empty>
      </Page>
    );
  }
  if (!data?.district) return <PageBones label="Loading the form" />;
  return <QuickForm home={home} consortia={data.district.consortia} />;
}

/** Four fields before lunch: what, at which price, until when, how many. The rest is filled in on the draft. */
function QuickForm({ home, consortia }: { home: Place; consortia: readonly { id: string; shortName: string; name: string }[] }) {
  const navigate = useNavigate();
  const name = `round.new.${home.id}`;
  const initial = useMemo(() => ({ route: 'CONTRACT', title: '', price: '', unit: 'case', lockDay: dayOf(new Date(clock.now() + TWO_WEEKS_MS)), quantity: '', consortiumId: consortia[0]?.id ?? '' }), [consortia]);
  const form = useForm(name, initial);
  const command = useCommand(name, ProposeRoundDocument, 'Round', topics);
  const named = useNamed(command, (path) => quickField(fieldOfRound(path)));
  const { title, price, unit, lockDay, quantity, consortiumId } = form.values;
  const asks = form.values.route === 'SOLICITATION';
  const choose = (route: string) => {
    form.set('route', route);
    // Estimates, bids and a board take their time.
    if (route === 'SOLICITATION' && lockDay === initial.lockDay) form.set('lockDay', dayOf(new Date(clock.now() + 6 * TWO_WEEKS_MS)));
  };
  const priceCents = parseCents(price);
  const locksAt = instantOf(lockDay, CLOSING);
  const many = /^\d{1,7}$/.test(quantity.trim()) ? Number(quantity) : null;
  const submit = async () => {
    const problems = [
      ...(title.trim() === '' ? [{ field: 'title', message: 'Say what is bought' }] : []),
      ...(!asks && (priceCents === null || priceCents < 1) ? [{ field: 'price', message: 'Write a price in dollars, such as 42.00' }] : []),
      ...(unit.trim() === '' ? [{ field: 'unit', message: 'Name what the price is for: a case, a box' }] : []),
      ...(locksAt === null || Date.parse(locksAt) <= clock.now() ? [{ field: 'lockDay', message: 'Choose a day on which 4 PM is still to come' }] : []),
      ...(!asks && (many === null || many < 1) ? [{ field: 'quantity', message: 'Write how many your district takes, as a whole number' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0) return;
    const { content } = contentOf({
      route: form.values.route,
      shortRule: 'AS_DELIVERED',
      title, summary: '', lockDay, lockTime: CLOSING, sealed: 'no', aim: 'BEST_PRICE', buyUp: 'no', leadAgency: '', contractNumber: '', clause: '', termEnds: '', ceiling: '',
      stateCode: '', federal: 'no', expected: '', documents: NO_DOCUMENTS, charges: '[]', deliveryFrom: '', deliveryUntil: '',
      belowThreshold: 'END', belowDays: '',
      items: JSON.stringify([emptyItem({ name: title, units: [{ name: unit.trim(), plural: '', holds: '' }], orderUnit: unit.trim(), priceUnit: unit.trim(), tiers: [{ from: '1', price }] })]),
    });
    if (!content) return;
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, districtId: home.id, consortiumId, round: content, takes: asks ? null : many } }));
    if (!done) return;
    form.clear();
    announce('Kept as a draft');
    await navigate({ to: '/rounds/$id', params: { id: done.id } });
  };
  return (
    <Page title="What shall we buy together?" documentTitle="Start a round" eyebrow={<Link to="/rounds">Purchasing rounds</Link>} lead={`${home.shortName} leads it. Nobody else sees it until you open it.`}>
      <div className="panel">
        <CommandForm
          form={form}
          command={named}
          onSubmit={() => void submit()}
          actions={
            <>
              <Button look="primary" type="submit" busy={command.busy}>
                Keep it and go on
              </Button>
              <ButtonLink to="/rounds" look="quiet">
                Not now
              </ButtonLink>
            </>
          }
        >
          <ChoiceField {...form.field('route')} onChange={(route) => choose(route)} label="On a contract that exists, or do we ask for bids together?" hint={asks ? 'Members estimate, you ask for bids, a board awards one; then everyone commits.' : undefined} choices={[{ value: 'CONTRACT', label: 'On a contract that exists' }, { value: 'SOLICITATION', label: 'We ask for bids together' }]} />
          <TextField {...form.field('title')} label="What do we buy?" hint="For example Copy paper" maxLength={120} spellCheck />
          <div className={`${css['pair']} ${css['short']}`}>
            {asks ? null : <TextField {...form.field('price')} label="Price" inputMode="decimal" prefix="$" />}
            <TextField {...form.field('unit')} label={asks ? 'Bids are per' : 'For one'} maxLength={30} />
          </div>
          <DayField {...form.field('lockDay')} label={asks ? 'When do you plan to order?' : 'Until when?'} hint={asks ? 'Only a plan: the lock is chosen when the round opens.' : locksAt === null ? 'It locks at 4 PM.' : `It locks on ${lockWords(locksAt)}.`} narrow />
          {asks ? null : <TextField {...form.field('quantity')} label={`How many does ${home.shortName} take?`} hint={many !== null && priceCents !== null ? `${formatCents(many * priceCents)} at this price. You commit when the round is open.` : 'You commit when the round is open.'} inputMode="numeric" narrow maxLength={7} />}
          {consortia.length > 1 ? <ChoiceField {...form.field('consortiumId')} label="With whom?" choices={consortia.map((one) => ({ value: one.id, label: one.name }))} /> : null}
        </CommandForm>
      </div>
      <p className="muted">{asks ? 'What it has to be like, several items, packs and pallets come on the next page.' : 'Lower prices for larger orders, several items, packs and pallets, and the contract you buy on come on the next page.'}</p>
    </Page>
  );
}

/** A problem of the whole form beside the one of the four fields it is about. */
const quickField = (field: string): string => (/-price$/.test(field) ? 'price' : /unit/i.test(field) ? 'unit' : /-name$/.test(field) ? 'title' : field);
