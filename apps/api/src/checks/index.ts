import { askedChecks } from './asked.js';
import { bookingChecks } from './bookings.js';
import { gradeChecks } from './grades.js';
import { recordChecks } from './records.js';
import { roundEndChecks } from './round-ends.js';
import { roundChecks } from './rounds.js';
import { solicitationChecks } from './solicitations.js';
import { rosterChecks } from './rosters.js';
import { runningChecks } from './running.js';
import { seatChecks } from './seats.js';
import { shareChecks } from './shares.js';
import { studyChecks } from './studies.js';
import { waitlistChecks } from './waitlist.js';
import { windowChecks } from './windows.js';

export { type Ask, type Check, type Finding, runChecks } from './check.js';

/** Everything that must hold in every database at every moment. */
export const checks = [...seatChecks, ...bookingChecks, ...waitlistChecks, ...windowChecks, ...shareChecks, ...studyChecks, ...rosterChecks, ...runningChecks, ...gradeChecks, ...roundChecks, ...solicitationChecks, ...askedChecks, ...roundEndChecks, ...recordChecks];
