import { useState } from 'react';
import { Button } from '../../ui/Button.js';
import { CancelRoundDialog } from './RoundDialogs.js';
import { AskDialog, AwardDialog, FailDialog, OpenAwardedDialog } from './SolicitationDialogs.js';
import { useSolicitation } from './solicitation.js';
import { type Round } from './words.js';

/** The steps of whoever leads a round on its way to a contract, beside its title. */
export function SolicitationSteps({ round }: { round: Round }) {
  const said = useSolicitation(round);
  const [asked, setAsked] = useState<'solicit' | 'award' | 'fail' | 'open' | 'cancel' | null>(null);
  if (round.state !== 'ESTIMATES' && round.state !== 'SOLICITED' && round.state !== 'AWARDED') return null;
  const close = () => setAsked(null);
  return (
    <>
      {round.steps.includes('solicit') ? <Button look="primary" onClick={() => setAsked('solicit')}>Ask for bids</Button> : null}
      {said?.mayAward ? <Button look="primary" onClick={() => setAsked('award')}>Write down the award</Button> : null}
      {/* The planned lock may have passed: another time is chosen in the dialog. */}
      {round.state === 'AWARDED' && (round.steps.includes('open') || round.steps.includes('cancel')) ? <Button look="primary" onClick={() => setAsked('open')}>Open for commitments</Button> : null}
      {round.steps.includes('fail') ? <Button look="quiet" onClick={() => setAsked('fail')}>End without an award</Button> : null}
      {round.steps.includes('cancel') ? <Button look="quiet" onClick={() => setAsked('cancel')}>Cancel the round</Button> : null}
      {asked === 'solicit' ? <AskDialog round={round} onClose={close} /> : null}
      {asked === 'award' && said ? <AwardDialog round={round} said={said} onClose={close} /> : null}
      {asked === 'fail' ? <FailDialog round={round} onClose={close} /> : null}
      {asked === 'open' ? <OpenAwardedDialog round={round} onClose={close} /> : null}
      {asked === 'cancel' ? <CancelRoundDialog round={round} onClose={close} /> : null}
    </>
  );
}
