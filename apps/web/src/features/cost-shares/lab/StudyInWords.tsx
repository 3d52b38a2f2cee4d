import { ruleWords } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { Section } from '../../../ui/Page.js';
import { type Editing, sharers } from './editing.js';
import css from './Lab.module.css';
import { wayWords } from './ways.js';
import { listed } from './words.js';

/** What a study takes as given, for those who only read it. */
export function StudyInWords({ editing }: { editing: Editing }) {
  const { draft } = editing;
  const all = sharers(editing);
  const names = new Map(all.map(({ key, name }) => [key, name]));
  return (
    <Section title="What is compared?">
      {draft.about === '' ? null : <p>{draft.about}</p>}
      <dl className={css['words']}>
        <div>
          <dt>The cost</dt>
          {draft.items.map((item) => (
            <dd key={item.id}>
              {item.name}: {formatCents(item.amountCents)}
              {item.among === undefined ? '' : `, for ${listed(item.among.map((key) => names.get(key) ?? key))}`}
              {item.rule === undefined ? '' : `, shared ${ruleWords(item.rule)}`}
            </dd>
          ))}
        </div>
        <div>
          <dt>Who would share</dt>
          <dd>{listed(all.map(({ name }) => name))}</dd>
        </div>
        {draft.contenders.map((way, at) => (
          <div key={at}>
            <dt>{way.name}</dt>
            <dd>{wayWords(way).join(' ')}</dd>
          </div>
        ))}
        {draft.typed.map(({ measure, source, countedOn }) => (
          <div key={measure}>
            <dt>{measure}</dt>
            <dd>
              {source}, {countedOn}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
