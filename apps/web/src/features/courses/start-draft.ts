import { useNavigate } from '@tanstack/react-router';
import { StartCourseDraftDocument } from '../../generated/courses/draft.js';
import { useCommand } from '../../platform/command.js';
import { type Place } from '../../platform/session.js';

const topics = ['draft', 'section'] as const;

/** Begins a draft and goes to it. */
export function useStartDraft(home: Place) {
  const navigate = useNavigate();
  const command = useCommand(`draft.start.${home.id}`, StartCourseDraftDocument, 'CourseDraft', topics);
  const begin = async (from: { copyOfSectionId?: string; amendsSectionId?: string }) => {
    const draft = await command.send((idempotencyKey) => ({ input: { idempotencyKey, districtId: home.id, ...from } }));
    if (draft) await navigate({ to: '/bookings/courses/$id', params: { id: draft.id }, search: {} });
  };
  return { ...command, begin: (from: { copyOfSectionId?: string; amendsSectionId?: string }) => void begin(from) };
}
