import { useState } from 'react';
import { type DisclosurePurpose, type NameRight } from '../../generated/rosters/roster.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField } from '../../ui/Field.js';
import { type useNames } from './names.js';
import css from './Rosters.module.css';
import { likelyPurpose, purposeWords, rightWords } from './words.js';

/** Before names are shown: what it means to look, and what for. */
export function OpenNames({ rights, names }: { rights: readonly { right: NameRight; names: number }[]; names: ReturnType<typeof useNames> }) {
  const [main] = rights;
  const [purpose, setPurpose] = useState<DisclosurePurpose>(main ? likelyPurpose[main.right] : 'RECORDS');
  if (!main) {
    return (
      <p className="muted">
        Names are open to the teacher of record, to the registrars of both districts, and to each student’s own counselor and site facilitator. None of these names is open to you.
      </p>
    );
  }
  const count = rights.reduce((sum, one) => sum + one.names, 0);
  const open = async (way: 'SCREEN' | 'FILE') => {
    if (await names.open(purpose, way)) announce(way === 'FILE' ? 'The class list is in your downloads' : `${count} ${count === 1 ? 'name is' : 'names are'} shown`);
  };
  return (
    <div className="stack-s no-print">
      {names.refusal ? <RefusalNotice refusal={names.refusal} /> : names.lost ? <LostNotice /> : null}
      <p>
        You may know {count === 1 ? 'one name' : `${count} names`} as {rights.map((one) => rightWords[one.right].toLowerCase()).join(', ')}. Each time you look, it is written down: that it was you, when, and what for. The student’s parents may ask who looked.
      </p>
      <div className={css['open']}>
        <ChoiceField id="purpose" name="purpose" label="What do you need the names for?" value={purpose} onChange={(value) => setPurpose(value as DisclosurePurpose)} choices={Object.entries(purposeWords).map(([value, label]) => ({ value, label }))} />
        <div className="row">
          {names.students ? <Button onClick={names.hide}>Hide the names</Button> : <Button look="primary" busy={names.busy} onClick={() => void open('SCREEN')}>Show the names</Button>}
          <Button icon="arrow" busy={names.busy} onClick={() => void open('FILE')}>Take them as a file (CSV)</Button>
        </div>
      </div>
    </div>
  );
}
