import { type Trace } from '@barnraise/cost-sharing';
import { download } from '../../../ui/download.js';
import { Button } from '../../../ui/Button.js';
import { More } from '../../../ui/More.js';
import { Dialog } from '../../../ui/Dialog.js';
import css from './Explain.module.css';
import { TraceTables } from './TraceTables.js';

/** Every step from the plan to the cent, in plain words, as a table, and as a file anyone can work out again. */
export function ExplainDialog({ title, lead, sentences, all, trace, inputHash, file, onClose }: { title: string; lead: string; sentences: readonly string[]; all?: readonly string[]; trace: Trace | null; inputHash: string; file: string | null; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="muted">{lead}</p>
      <Steps sentences={sentences} />
      {all === undefined || all.length === sentences.length ? null : (
        <More summary={`Every district, in ${all.length} steps`}>
          <Steps sentences={all} />
        </More>
      )}
      {trace === null ? null : (
        <More summary="The same as a table">
          <TraceTables trace={trace} />
        </More>
      )}
      <p className="muted small">
        The same inputs always give the same cents. Fingerprint of the inputs: <span className={css['hash']}>{inputHash}</span>
      </p>
      {file === null ? null : (
        <p className="muted small">
          To check it without Barnraise, download the file and run <code className={css['hash']}>npm run explain -- {nameOf(inputHash)}</code> in a copy of its source: it works everything out again and confirms or contradicts, byte for byte.
        </p>
      )}
      <div className="row">
        {file === null ? null : (
          <Button icon="save" onClick={() => download(nameOf(inputHash), file, 'application/json')}>
            Download the file to check it
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function Steps({ sentences }: { sentences: readonly string[] }) {
  return (
    <ol className={css['trace']}>
      {sentences.map((sentence, index) => (
        <li key={index}>{sentence}</li>
      ))}
    </ol>
  );
}

const nameOf = (inputHash: string): string => `share-${inputHash.slice(0, 12)}.json`;
