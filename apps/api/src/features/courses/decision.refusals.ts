import { type Refused } from '@barnraise/lifecycle';
import { notAllowed, type RefusalData } from '../../platform/graphql/refusals.js';
import { type BookingRow } from './booking.reader.js';
import { dropDatePassed, holdExpired, mappingNeeded, notToExceedTooLow, sectionNotOpen, stepNotPossible } from './seat.refusals.js';

/** The lifecycle's refusal as the one a person gets, with the facts that help. */
export function asRefusal({ code, message }: Refused, row: BookingRow): RefusalData {
  switch (code) {
    case 'NotAllowed':
    case 'SpendingAboveLimit':
      return notAllowed(message);
    case 'HoldExpired':
      return holdExpired(row.hold_expires_at ?? row.now);
    case 'MappingNotApproved':
      return mappingNeeded(row.mapping ? message : "Say first what this course counts as in your district: map it, and have the mapping approved. The hold waits meanwhile.", row.mapping?.state ?? null);
    case 'NotToExceedTooLow':
      return notToExceedTooLow(message, Number(row.maximum_cents));
    case 'DropDatePassed':
      return dropDatePassed(message, row.drop_date);
    case 'SectionNotOpen':
      return sectionNotOpen();
    default:
      return stepNotPossible(message, row.state);
  }
}
