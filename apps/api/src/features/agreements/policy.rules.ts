/** Every rule the product asks for, with its type, its words and what holds until members decide otherwise. */
export const policies = {
  'seats.holdHours': { words: 'How long held seats are kept', byDefault: 48, say: (v: number) => `${v} hours` },
  'seats.mappingHours': { words: 'How long a hold waits for its course mapping at most', byDefault: 120, say: (v: number) => `${v} hours` },
  'seats.answerBusinessDays': { words: 'How long the teaching district has to answer a request', byDefault: 2, say: (v: number) => `${v} business days` },
  'seats.escalateBusinessDays': { words: 'How long its administrator has for an overdue answer, before the coordinator is asked', byDefault: 2, say: (v: number) => `${v} business days` },
  'seats.maxPerHold': { words: 'Most seats in one hold', byDefault: 12, say: (v: number) => `${v} seats` },
  'seats.lateChargePercent': { words: 'What is owed of the share of seats given back after the last free day', byDefault: 100, say: (v: number) => `${v} percent` },
  'waitlist.offerHours': { words: 'How long seats that came free are kept for the next on the waitlist', byDefault: 72, say: (v: number) => `${v} hours` },
  'students.smallestCount': { words: 'The smallest count of students that is shown to other districts', byDefault: 5, say: (v: number) => `${v} students` },
  'students.rosterDays': { words: 'How long before the first day students may be named', byDefault: 21, say: (v: number) => `${v} days` },
  'students.retentionDays': { words: 'How long after the last day names of students are kept', byDefault: 60, say: (v: number) => `${v} days` },
  'grades.dueDays': { words: 'How long after the last day grades are due, unless the home district needs them earlier', byDefault: 10, say: (v: number) => `${v} days` },
  'grades.answerDays': { words: 'How long the home district has to answer attested grades, before its silence accepts them', byDefault: 10, say: (v: number) => `${v} days` },
  'spending.approvalBusinessDays': { words: 'How long an approver has to decide on spending', byDefault: 3, say: (v: number) => `${v} business days` },
} as const;

export type PolicyKey = keyof typeof policies;

/** A way to share that members agreed on: the rest of its key is its name in short. */
export const PLAN_PRESET = 'plan.preset.';

/** What members see of each other's standing in a study shared with them. */
export const OTHERS_STANDING = 'lab.othersStanding';
export const othersStandings = ['named', 'unnamed', 'hidden'] as const;
export type OthersStandingRule = (typeof othersStandings)[number];
export const othersStandingWords: Readonly<Record<OthersStandingRule, string>> = {
  named: 'by name', unnamed: 'without names', hidden: 'not at all, but as one sum',
};

/** Who comes first on a waitlist, and where requests are allotted. */
export const WAITLIST_ORDER = 'waitlist.order';
export type WaitlistOrder = 'time' | 'contributors_first';
export const waitlistOrderWords: Readonly<Record<WaitlistOrder, string>> = {
  time: 'whoever asked earlier', contributors_first: 'districts that teach shared courses that school year, then whoever asked earlier',
};
/** How seats are shared among those who come first alike, when a request window closes. */
export const REQUEST_SHARES = 'requests.shares';
export type RequestShares = 'fair' | 'time';
export const requestSharesWords: Readonly<Record<RequestShares, string>> = {
  fair: 'one by one, so that nobody has two more than somebody who wants another; between equals whoever asked earlier', time: 'whoever asked earlier gets all it asked for',
};
/** From how many districts on a need is told with names and in numbers; below it only that there is one. */
export const NEEDS_NAMED_FROM = 'needs.namedFrom';

/** What a commitment whose spending is not approved counts when a purchasing round locks. */
export const UNAPPROVED_COUNTS = 'rounds.unapprovedCounts';
export type UnapprovedCounts = 'nothing' | 'committed';

/** How many business days before a task is due its readers are reminded; 0 is the day itself. */
export const REMINDERS = 'reminders.daysBefore';
export const reminderWords = (days: readonly number[]): string => [...days].sort((a, b) => b - a).map((n) => (n === 0 ? 'on the day' : `${n} business ${n === 1 ? 'day' : 'days'} before`)).join(', ');

/** The roles a district lets approve what a remote course counts as. */
export const MAPPING_APPROVERS = 'mapping.approvers';

/** Whole cents a role may commit per request; null: no limit; absent: may not commit. */
export type SpendingLimits = Readonly<Partial<Record<string, number | null>>>;
export const SPENDING_LIMITS = 'spending.limits';

/** What one person may commit with the roles held: the highest. Null: no limit. Minus one: nothing at all. */
export function limitOf(roles: readonly string[], limits: SpendingLimits): number | null {
  const own = roles.flatMap((role) => (role in limits ? [limits[role] as number | null] : []));
  if (own.includes(null)) return null;
  return Math.max(-1, ...(own as number[]));
}
