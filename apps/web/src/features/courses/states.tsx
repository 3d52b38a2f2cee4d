import { type BookingState } from '../../generated/courses/bookings.js';
import { type MappingState } from '../../generated/courses/section.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';
import { Tag } from '../../ui/Tag.js';

export const bookingStates: readonly BookingState[] = ['HELD', 'AWAITING_APPROVAL', 'REQUESTED', 'ACCEPTED', 'DENIED', 'EXPIRED', 'CANCELLED'];

const looks: Record<BookingState, { words: string; tone: Tone; icon: IconName }> = {
  HELD: { words: 'Held', tone: 'warn', icon: 'clock' },
  AWAITING_APPROVAL: { words: 'Awaiting approval', tone: 'warn', icon: 'pause' },
  REQUESTED: { words: 'Requested', tone: 'info', icon: 'arrow' },
  ACCEPTED: { words: 'Accepted', tone: 'good', icon: 'check' },
  DENIED: { words: 'Denied', tone: 'bad', icon: 'cross' },
  EXPIRED: { words: 'Expired', tone: 'plain', icon: 'clock' },
  CANCELLED: { words: 'Canceled', tone: 'plain', icon: 'cross' },
};

export const stateWords = (state: BookingState): string => looks[state].words;

export const stateTag = (state: BookingState) => (
  <Tag tone={looks[state].tone} icon={looks[state].icon}>
    {looks[state].words}
  </Tag>
);

const mappings: Record<MappingState, { words: string; tone: Tone; icon: IconName }> = {
  PENDING: { words: 'Waiting for approval', tone: 'warn', icon: 'pause' },
  APPROVED: { words: 'Approved', tone: 'good', icon: 'check' },
  RETURNED: { words: 'Returned', tone: 'bad', icon: 'back' },
};
export const mappingTag = (state: MappingState) => (
  <Tag tone={mappings[state].tone} icon={mappings[state].icon}>
    {mappings[state].words}
  </Tag>
);
