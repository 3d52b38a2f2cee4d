import { formatCents } from '@barnraise/money';
import { dayWords } from '../../platform/dates.js';
import { AuthorityTerms } from './AuthorityTerms.js';
import { Facts, Section } from '../../ui/Page.js';
import { BesideGoods } from './BesideGoods.js';
import css from './Rounds.module.css';
import { AwardOf } from './AwardOf.js';
import { type Round } from './words.js';

/** By which rules it is filled, and by what authority it buys. */
export function RoundTerms({ round }: { round: Round }) {
  return (
    <>
      <Section title="How is it decided who gets what?">
        <ul className={css['bullets']}>
          {round.ruleWords.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Section>
      {round.route === 'SOLICITATION' && round.state !== 'CANCELLED' ? <AwardOf round={round} /> : null}
      <BesideGoods round={round} />
      {round.route === 'SOLICITATION' && round.contractNumber == null ? null : <Section title="By what right do we buy here?">
        <Facts
          items={[
            ['Led by', round.lead.name],
            ['Contract awarded by', round.leadAgency ?? <span className="muted">not said yet</span>],
            ['Contract number', round.contractNumber ?? <span className="muted">not said yet</span>],
            ['Runs until', round.termEnds ? dayWords(round.termEnds) : <span className="muted">not said yet</span>],
            round.ceilingCents == null ? null : ['Ceiling of this round', `${formatCents(round.ceilingCents)} in all; other rounds on this contract are not counted here`],
            ['Others may use it', round.clause ? <span className={css['clause']}>“{round.clause}”</span> : <span className="muted">not said yet</span>],
          ]}
        />
        <AuthorityTerms round={round} />
      </Section>}
    </>
  );
}
