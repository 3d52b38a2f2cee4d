import { formatCents } from '@barnraise/money';

/** One event of a booking as a sentence. */
export function historySentence(kind: string, facts: Record<string, unknown>): string {
  const seats = `${String(facts['seats'] ?? '')} ${facts['seats'] === 1 ? 'seat' : 'seats'}`;
  const amount = typeof facts['notToExceedCents'] === 'number' ? `, not to exceed ${formatCents(facts['notToExceedCents'])}` : '';
  switch (kind) {
    case 'booking.held': return facts['fromWaitlist'] === true ? `Offered ${seats} from the waitlist.` : `Held ${seats}.`;
    case 'booking.awaiting_approval': return `Asked for the spending to be approved${amount}.`;
    case 'booking.requested': return facts['before'] === 'awaiting_approval' ? 'Approved the spending; the request went to the teaching district.' : `Requested ${seats}${amount}.`;
    case 'answer.overdue': return facts['asked'] === 'coordinator' ? 'Nobody answered in time; the coordinator was asked.' : 'Nobody answered in time; the administrator was asked.';
    case 'booking.accepted': return facts['atOnce'] === true ? `Accepted ${seats} at once, as the teaching district chose when it published.` : `Accepted ${seats}.`;
    case 'booking.rostered': return `Placed students in ${placed(facts)}.`;
    case 'booking.active': return 'The class began.';
    case 'booking.completed': return 'Completed: the grades are accepted.';
    case 'grades.attested': return facts['corrected'] === true ? 'Corrected the grades and attested them anew.' : 'Attested the grades.';
    case 'grades.disputed': return 'Disputed the grades, with a reason.';
    case 'grades.accepted': return facts['bySilence'] === true ? 'Nobody answered in time: the grades count as accepted.' : 'Accepted the grades.';
    case 'roster.placed': return `Changed who sits there: ${placed(facts)} taken.`;
    case 'roster.ended': return 'The names ended with the term.';
    case 'booking.denied': return 'Denied the request; the seats are free again.';
    case 'booking.cancelled': return facts['withSection'] === true ? 'The teaching district canceled the section; these seats cost nothing.' : facts['before'] === 'awaiting_approval' ? 'The spending was declined or the request canceled; the seats are free again.' : 'Canceled; the seats are free again.';
    case 'booking.dropped': return `Dropped; the seats are free again. ${owed(facts)}`;
    case 'booking.withdrawn': return `Withdrawn; the seats are free again. ${owed(facts)}`;
    case 'booking.expired': return 'The hold ran out; the seats are free again.';
    default: return kind;
  }
}

const owed = (facts: Record<string, unknown>): string => (typeof facts['owedCents'] === 'number' && facts['owedCents'] > 0 ? `${formatCents(facts['owedCents'])} is still owed.` : 'Nothing is owed.');

const placed = (facts: Record<string, unknown>): string => `${String(facts['placed'] ?? 0)} of ${String(facts['seats'] ?? '')} seats`;
