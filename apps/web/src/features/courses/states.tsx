import { courseMapping, seatBooking } from '@barnraise/lifecycle';
import { type BookingState } from '../../generated/courses/bookings.js';
import { type MappingState } from '../../generated/courses/section.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';
import { Tag } from '../../ui/Tag.js';

export const bookingStates: readonly BookingState[] = ['HELD', 'AWAITING_APPROVAL', 'REQUESTED', 'ACCEPTED', 'ROSTERED', 'ACTIVE', 'COMPLETED', 'DENIED', 'EXPIRED', 'CANCELLED', 'DROPPED', 'WITHDRAWN'];

const looks: Record<BookingState, { tone: Tone; icon: IconName }> = {
  HELD: { tone: 'warn', icon: 'clock' },
  AWAITING_APPROVAL: { tone: 'warn', icon: 'pause' },
  REQUESTED: { tone: 'info', icon: 'arrow' },
  ACCEPTED: { tone: 'good', icon: 'check' },
  ROSTERED: { tone: 'good', icon: 'seats' },
  ACTIVE: { tone: 'good', icon: 'book' },
  COMPLETED: { tone: 'good', icon: 'check' },
  DENIED: { tone: 'bad', icon: 'cross' },
  EXPIRED: { tone: 'plain', icon: 'clock' },
  CANCELLED: { tone: 'plain', icon: 'cross' },
  DROPPED: { tone: 'plain', icon: 'back' },
  WITHDRAWN: { tone: 'warn', icon: 'back' },
};

/** The life cycle's own word for a state. */
export const stateWords = (state: BookingState): string => seatBooking.table.states[state.toLowerCase() as Lowercase<BookingState>].label;

/** It ended before its class did, or never came to it. */
export const isOver = (state: BookingState): boolean => seatBooking.isFinal(state.toLowerCase() as Lowercase<BookingState>) && !isGiven(state);

/** Given, and not given back. */
export const isGiven = (state: BookingState): boolean => state === 'ACCEPTED' || state === 'ROSTERED' || state === 'ACTIVE' || state === 'COMPLETED';

export const stateTag = (state: BookingState) => (
  <Tag tone={looks[state].tone} icon={looks[state].icon}>
    {stateWords(state)}
  </Tag>
);

const mappings: Record<MappingState, { tone: Tone; icon: IconName }> = {
  PENDING: { tone: 'warn', icon: 'pause' },
  APPROVED: { tone: 'good', icon: 'check' },
  RETURNED: { tone: 'bad', icon: 'back' },
};
export const mappingTag = (state: MappingState) => (
  <Tag tone={mappings[state].tone} icon={mappings[state].icon}>
    {courseMapping.table.states[state.toLowerCase() as Lowercase<MappingState>].label}
  </Tag>
);
