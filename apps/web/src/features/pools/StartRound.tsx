import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type RoundConsortiaQuery } from '../../generated/pools/rounds.js';
import { parseCents } from '../../platform/amounts.js';
import { clock } from '../../platform/clock.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useForm } from '../../platform/form.js';
import { type Place } from '../../platform/session.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { ChoiceField, DayField, TextField } from '../../ui/Field.js';
import { Page } from '../../ui/Page.js';
import { CLOSING, defaults, itemsOf, readWhat } from './quick-form.js';
import { dayOf, instantOf } from './round-form.js';
import css from './Rounds.module.css';
import { useProposal } from './useProposal.js';
import { lockWords } from './words.js';

const TWO_WEEKS_MS = 14 * 86_400_000;

/** How a full proposal begins: what is bought and by which way. Its draft asks for all else, step by step. */
export function StartRound({ home, consortia, bids }: { home: Place; consortia: NonNullable<RoundConsortiaQuery['district']>['consortia']; bids: boolean }) {
  // What was typed into the four fields stands here too; how many we take is kept for our commitment.
  const name = `round.new.${home.id}`;
  // Estimates, bids and a board take their time.
  const initial = useMemo(() => ({ title: '', price: '', unit: '', quantity: '', lockDay: dayOf(new Date(clock.now() + (bids ? 6 : 1) * TWO_WEEKS_MS)), consortiumId: consortia[0]!.id }), [bids, consortia]);
  const form = useForm(name, initial);
  const { price, quantity, lockDay, consortiumId } = form.values;
  const what = readWhat(form.values.title);
  const unit = form.values.unit.trim() || what.unit;
  const { named, busy, send } = useProposal(name, home, consortiumId, startField);
  const priceCents = parseCents(price);
  const locksAt = instantOf(lockDay, CLOSING);
  const submit = async () => {
    const problems = [
      ...(what.title === '' ? [{ field: 'title', message: 'Say what is bought' }] : []),
      ...(!bids && (priceCents === null || priceCents < 1) ? [{ field: 'price', message: 'Write a price in dollars, such as 42.00' }] : []),
      ...(locksAt === null || Date.parse(locksAt) <= clock.now() ? [{ field: 'lockDay', message: 'Choose a day on which 4 PM is still to come' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0) return;
    if (await send({ ...defaults, route: bids ? 'SOLICITATION' : 'CONTRACT', title: what.title, lockDay, items: itemsOf(what.title, unit, price) }, !bids && /^[1-9]\d{0,6}$/.test(quantity.trim()) ? Number(quantity) : null, 'items')) form.clear();
  };
  return (
    <Page
      key={bids ? 'bids' : 'full'}
      title={bids ? 'What shall we ask for bids for?' : 'What shall we buy together?'}
      documentTitle={bids ? 'Ask for bids together' : 'Make a full proposal'}
      eyebrow={<Link to="/rounds">Purchasing rounds</Link>}
      lead={bids ? 'Members estimate, you ask for bids, a board awards one; then everyone commits.' : `${home.shortName} leads it. Five short steps; nobody else sees it until you open it.`}
    >
      <div className="panel">
        <CommandForm
          form={form}
          command={named}
          onSubmit={() => void submit()}
          actions={
            <>
              <Button look="primary" type="submit" busy={busy}>Keep it and go on</Button>
              <ButtonLink to="/rounds/new" look="quiet">Back</ButtonLink>
            </>
          }
        >
          <TextField {...form.field('title')} label="What do we buy?" hint="For example Copy paper; more items come on the next page." maxLength={120} spellCheck />
          <div className={`${css['pair']} ${css['short']}`}>
            {bids ? null : <TextField {...form.field('price')} label="Price" inputMode="decimal" prefix="$" />}
            <TextField {...form.field('unit')} label={bids ? 'Bids are per' : 'For one'} hint={`Left empty: ${what.unit}`} maxLength={30} />
          </div>
          <DayField {...form.field('lockDay')} label={bids ? 'When do you plan to order?' : 'Until when?'} hint={bids ? 'Only a plan: the lock is chosen when the round opens.' : locksAt === null ? 'It locks at 4 PM.' : `It locks on ${lockWords(locksAt)}.`} narrow />
          {consortia.length > 1 ? <ChoiceField {...form.field('consortiumId')} label="With whom?" choices={consortia.map((one) => ({ value: one.id, label: one.name }))} /> : null}
        </CommandForm>
      </div>
      <p className="muted">
        {bids ? 'There is a contract already? ' : 'No contract yet? '}
        <Link to="/rounds/new" search={{ way: bids ? 'full' : 'bids' }}>{bids ? 'Make a full proposal' : 'Ask for bids together'}</Link>.
      </p>
    </Page>
  );
}

/** A problem of the whole form beside the field it is about. */
const startField = (field: string): string => (/-price$/.test(field) ? 'price' : /unit/i.test(field) ? 'unit' : /-name$/.test(field) ? 'title' : field);
