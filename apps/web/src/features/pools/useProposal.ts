import { useNavigate } from '@tanstack/react-router';
import { ProposeRoundDocument } from '../../generated/pools/rounds.js';
import { useCommand } from '../../platform/command.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { stepOfMissing } from './draft-steps.js';
import { useNamed } from './named.js';
import { contentOf, fieldOfRound, type RoundValues } from './round-form.js';

const topics = ['round'] as const;

/** Sends a proposal; a draft is shown at what it misses, or for a last look where it misses nothing. */
export function useProposal(name: string, home: Place, consortiumId: string, fieldName: (path: string) => string) {
  const navigate = useNavigate();
  const command = useCommand(name, ProposeRoundDocument, 'Round', topics);
  const named = useNamed(command, (path) => fieldName(fieldOfRound(path)));
  const send = async (values: RoundValues, takes: number | null, at: 'missing' | 'items'): Promise<boolean> => {
    const { content } = contentOf(values);
    const done = content && (await command.send((idempotencyKey) => ({ input: { idempotencyKey, districtId: home.id, consortiumId, round: content, takes } })));
    if (!done) return false;
    announce('Kept as a draft');
    const [missing] = done.missing;
    await navigate({ to: '/rounds/$id', params: { id: done.id }, search: at === 'items' ? { step: 'items' } : missing ? { step: stepOfMissing(missing), field: missing.field } : { step: 'check' } });
    return true;
  };
  return { named, busy: command.busy, send };
}
