import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { type Refusal } from '../../platform/answer.js';
import { type Site } from '../../platform/session.js';
import { Icon } from '../../ui/Icon.js';
import css from './DemoPeople.module.css';

type DemoPerson = Site['demoPeople'][number];

/** Only in a demo: the people of the story, each with something to try. */
export function DemoPeople({ people, password, busy, lost, refusal, onChoose }: { people: readonly DemoPerson[]; password: string | null | undefined; busy: boolean; lost: boolean; refusal: Refusal | null; onChoose: (accountId: string) => void }) {
  const places = [...new Set(people.map((person) => person.placeName))];
  return (
    <section aria-labelledby="demo-people" className={css['people']}>
      <div className="stack-s">
        <h2 id="demo-people">This is a demo. Be one of these people</h2>
        <p className="muted">The districts, schools and counts are real public records; people and courses are made up.{password ? ` Everyone’s password is “${password}”.` : ''}</p>
      </div>
      {refusal ? <RefusalNotice refusal={refusal} /> : lost ? <LostNotice /> : null}
      {places.map((place) => (
        <div key={place} className="stack-s">
          <h3 className={css['place']}>{place}</h3>
          <ul className={css['list']}>
            {people
              .filter((person) => person.placeName === place)
              .map((person) => (
                <li key={person.accountId}>
                  <button type="button" className={css['person']} disabled={busy} onClick={() => onChoose(person.accountId)}>
                    <span className={css['name']}>
                      {person.displayName} <span className={css['role']}>{person.roleWords}</span>
                    </span>
                    <span className={css['try']}>{person.tryThis}</span>
                    <Icon name="arrow" size={18} />
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
