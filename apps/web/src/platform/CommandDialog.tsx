import { type ReactNode } from 'react';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { CommandForm, type Sending } from './CommandForm.js';
import { type Draft } from './drafts.js';
import { type Form } from './form.js';

/** A question that one command answers: what to say to it, and a way back that changes nothing. */
export function CommandDialog<Values extends Draft>({ title, answer, form, command, onSubmit, onClose, children }: { title: string; answer: string; form: Form<Values>; command: Sending & { busy: boolean }; onSubmit: () => Promise<void>; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void onSubmit()}
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              {answer}
            </Button>
            <Button look="quiet" onClick={onClose}>
              Go back
            </Button>
          </>
        }
      >
        {children}
      </CommandForm>
    </Dialog>
  );
}
