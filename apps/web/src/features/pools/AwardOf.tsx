import { dayWords } from '../../platform/dates.js';
import { Facts, Section } from '../../ui/Page.js';
import { Tag } from '../../ui/Tag.js';
import css from './Rounds.module.css';
import { type Solicitation, useSolicitation } from './solicitation.js';
import { type Round } from './words.js';

/** Who won, and why: the reason every district keeps. */
export function AwardFacts({ said }: { said: Solicitation }) {
  if (!said.award) return null;
  const { supplier, boardOn, minutes, reason } = said.award;
  const lowest = said.bids.find(({ id }) => id === said.award?.bidId)?.lowest;
  return (
    <Section title="Who won, and why?" aside={lowest ? <Tag tone="good" icon="check">Lowest bid</Tag> : undefined}>
      <p className={css['headline']}>{supplier}</p>
      <p className={css['clause']}>{reason}</p>
      <Facts items={[['Decided by the board on', dayWords(boardOn)], ['Minutes', minutes]]} />
    </Section>
  );
}

/** On the page of a round that came to its contract by bids: how. */
export function AwardOf({ round }: { round: Round }) {
  const said = useSolicitation(round);
  return said && round.state !== 'AWARDED' ? <AwardFacts said={said} /> : null;
}
