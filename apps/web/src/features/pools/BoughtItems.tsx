import { Section } from '../../ui/Page.js';
import css from './Rounds.module.css';
import { TierTable } from './TierTable.js';
import { counted, type Round, type RoundItem, unitWords } from './words.js';

/** What an item has to be like, and what its units hold. */
export function ItemWords({ item }: { item: RoundItem }) {
  const words = [item.specification?.replace(/\.$/, ''), unitWords(item)].filter(Boolean).join('. ');
  return words === '' ? null : <p className="muted">{words}.</p>;
}

/** What a round is about, item by item, with its price list where there is one: once nobody can commit to it any more. */
export function BoughtItems({ round, title }: { round: Round; title: string }) {
  const several = round.items.length > 1;
  return (
    <Section title={title}>
      {round.items.map((item) => (
        <div key={item.key} className={css['item']}>
          <div>
            {several || item.tiers.length === 0 ? <h3>{item.name}</h3> : null}
            <ItemWords item={item} />
            {item.threshold == null ? null : <p className="muted small">It {round.state === 'AWARDED' ? 'needs' : 'needed'} {counted(item.threshold, item.orderUnit)} at the least.</p>}
          </div>
          {item.tiers.length === 0 ? <p className="muted">It came to no price.</p> : <TierTable item={item} mine={[]} who={null} paid={round.shares.flatMap(({ lines }) => lines).find((line) => line.itemKey === item.key && line.cents > 0)?.priceWords ?? null} />}
        </div>
      ))}
    </Section>
  );
}
