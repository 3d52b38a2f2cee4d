import { formatCents } from '@barnraise/money';
import { AnswerRoundDocument } from '../../generated/pools/asking.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { type Asking, type Question } from './AskingRound.js';
import { lockWords, type Round } from './words.js';

const topics = ['round'] as const;
const nothing = {};

/** One answer, once: what it costs stands above the button. */
export function AnswerDialog({ round, asking, question, yes, onClose }: { round: Round; asking: Asking; question: Question; yes: boolean; onClose: () => void }) {
  const name = `round.answer.${round.id}.${question.district.id}.${yes ? 'yes' : 'no'}`;
  const form = useForm(name, nothing);
  const command = useCommand(name, AnswerRoundDocument, 'RoundAsking', topics);
  const { shortName } = question.district;
  const most = formatCents(question.atMostCents);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, districtId: question.district.id, yes } })))) return;
    announce(yes ? 'Your district said yes' : 'Your district said no');
    onClose();
  };
  return yes ? (
    <CommandDialog title="Still take it?" answer={`Say yes to at most ${most}`} form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        {question.ifAllCents == null ? '' : `If everyone says yes, ${shortName} pays ${formatCents(question.ifAllCents)}. `}It never pays more than <strong>{most}</strong>, which its commitment allows already.
      </p>
      <p>The yes binds {shortName} from now on, whoever else says yes or no.</p>
    </CommandDialog>
  ) : (
    <CommandDialog title="Leave it?" answer="Say no" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        {shortName} takes nothing of {asking.items.map((item) => item.name).join(' and ')} and owes nothing for it. The price may rise for those who say yes, and it may come to no order.
      </p>
      <p>The answer stands: it cannot be turned into a yes before {lockWords(asking.answersBy)}, or after.</p>
    </CommandDialog>
  );
}
