import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { type Clash } from './draft-basis.js';

/** A draft that was saved by somebody else since typing began: what both say, and which of the two stays. */
export function Overtaken({ clashes, onTake, onKeep }: { clashes: readonly Clash[]; onTake: () => void; onKeep: () => void }) {
  return (
    <Notice
      tone="warn"
      live
      title="A colleague has changed this draft since you began."
      actions={
        <>
          <Button onClick={onKeep}>Keep mine</Button>
          <Button look="quiet" onClick={onTake}>Take over what is saved</Button>
        </>
      }
    >
      <p>What you typed is kept in this browser and is not saved. Everything you did not touch shows what is saved now.</p>
      {clashes.length === 0 ? <p>You both changed different things: keep yours, and both stand.</p> : (
        <ul>
          {clashes.map(({ field, name, saved, mine }) => (
            <li key={field}>
              <strong>{name}</strong>
              {saved === null || mine === null ? ': not the same' : <>: saved is “{saved}”, yours is “{mine}”</>}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
