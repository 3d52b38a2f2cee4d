import { type SeatPlan } from '@barnraise/cost-sharing';
import { isUsualDay } from '../../platform/graphql/page.js';
import { type Modality } from '../offerings/index.js';

/** The pages of the form, in their order. */
export const draftPages = ['about', 'when', 'seats', 'cost', 'people'] as const;
export type DraftPageName = (typeof draftPages)[number];

/** How seats are paid, as the form asks: anything else is composed on the section's own page, and kept as it is. */
export type DraftCost = 'fixed_price' | 'cost_recovery' | 'as_it_is';

/** A course as far as it is written. Nothing of it has to be there before it is sent for approval. */
export interface DraftContent {
  readonly title: string | null;
  readonly summary: string | null;
  readonly syllabus: string | null;
  readonly prerequisites: string | null;
  readonly flags: readonly string[];
  readonly modality: Modality | null;
  readonly schoolId: string | null;
  readonly termId: string | null;
  readonly meetingDays: readonly string[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly dropDate: string | null;
  readonly teachingDropDate: string | null;
  readonly gradeLow: number | null;
  readonly gradeHigh: number | null;
  readonly creditHundredths: number | null;
  readonly capacity: number | null;
  readonly reservedSeats: number | null;
  readonly reservedUntil: string | null;
  /** Each request is answered; else it is accepted at once, within the seats. */
  readonly answersRequests: boolean | null;
  readonly cost: DraftCost | null;
  readonly priceCents: number | null;
  readonly costCents: number | null;
  readonly ownSeatsCount: boolean | null;
  readonly emptySeatsCount: boolean | null;
  readonly notToExceedPerSeatCents: number | null;
  readonly localCode: string | null;
  readonly teacherAccountId: string | null;
  readonly consortiumIds: readonly string[];
  /** The plan of the section it was copied from or changes, while `cost` says as it is. */
  readonly planAsItIs: SeatPlan | null;
}

/** What stands around a draft and says what may be in it. */
export interface AroundDraft {
  readonly term: { readonly firstDay: string; readonly lastDay: string } | null;
  readonly schoolIsOurs: boolean;
  readonly teacherIsOurs: boolean;
  /** Consortia the district is in. */
  readonly ours: readonly string[];
  readonly today: string;
  /** Seats already taken, where it changes a published section. */
  readonly seatsTaken: number;
  /** Consortia it is shared with already: nobody is left out again. */
  readonly sharedWith: readonly string[];
}

export interface DraftProblem {
  readonly page: DraftPageName;
  readonly field: keyof DraftContent;
  readonly message: string;
}

export const emptyDraft: DraftContent = {
  title: null, summary: null, syllabus: null, prerequisites: null, flags: [], modality: null, schoolId: null, termId: null, meetingDays: [], startsAt: null, endsAt: null,
  dropDate: null, teachingDropDate: null, gradeLow: null, gradeHigh: null, creditHundredths: null, capacity: null, reservedSeats: null, reservedUntil: null, answersRequests: null, cost: null, priceCents: null,
  costCents: null, ownSeatsCount: null, emptySeatsCount: null, notToExceedPerSeatCents: null, localCode: null, teacherAccountId: null, consortiumIds: [], planAsItIs: null,
};

/** As it is written down: nothing twice in a list, no empty words among the flags. */
export function kept(draft: DraftContent): DraftContent {
  const once = (values: readonly string[]): string[] => [...new Set(values.map((value) => value.trim()).filter(Boolean))];
  return { ...draft, flags: once(draft.flags), meetingDays: once(draft.meetingDays), consortiumIds: once(draft.consortiumIds) };
}

/** The plan that the draft's cost page describes; null while it isn't complete. */
export function planOfDraft(draft: DraftContent): SeatPlan | null {
  switch (draft.cost) {
    case 'fixed_price':
      return draft.priceCents === null ? null : { method: 'fixed-price-per-seat', priceCents: draft.priceCents };
    case 'cost_recovery':
      return draft.costCents === null ? null : {
        method: 'cost-recovery-over-seats', costCents: draft.costCents, hostSeatsCount: draft.ownSeatsCount ?? false, emptySeatsCount: draft.emptySeatsCount ?? false,
        notToExceedPerSeatCents: draft.notToExceedPerSeatCents,
      };
    case 'as_it_is':
      return draft.planAsItIs;
    case null:
      return null;
  }
}

/** The cost page as it stands for a plan: one of the two ways the form asks for, or the plan itself. */
export function costOfPlan(plan: SeatPlan): Pick<DraftContent, 'cost' | 'priceCents' | 'costCents' | 'ownSeatsCount' | 'emptySeatsCount' | 'notToExceedPerSeatCents' | 'planAsItIs'> {
  const none = { priceCents: null, costCents: null, ownSeatsCount: null, emptySeatsCount: null, notToExceedPerSeatCents: null, planAsItIs: null };
  if (plan.method === 'fixed-price-per-seat') return { ...none, cost: 'fixed_price', priceCents: plan.priceCents };
  if (plan.method !== 'cost-recovery-over-seats') return { ...none, cost: 'as_it_is', planAsItIs: plan };
  return {
    ...none, cost: 'cost_recovery', costCents: plan.costCents, ownSeatsCount: plan.hostSeatsCount, emptySeatsCount: plan.emptySeatsCount, notToExceedPerSeatCents: plan.notToExceedPerSeatCents,
  };
}

/** Everything that keeps a draft from being published, page by page; empty when nothing does. */
export function problemsOf(draft: DraftContent, around: AroundDraft): DraftProblem[] {
  return [...aboutOf(draft), ...whenOf(draft, around), ...seatsOf(draft, around), ...costOf(draft), ...peopleOf(draft, around)];
}

type Finding = readonly [wrong: boolean, field: keyof DraftContent, message: string];
const found = (page: DraftPageName, findings: readonly Finding[]): DraftProblem[] => findings.filter(([wrong]) => wrong).map(([, field, message]) => ({ page, field, message }));
const blank = (text: string | null): boolean => text === null || text.trim() === '';

const aboutOf = (draft: DraftContent): DraftProblem[] => found('about', [
  [blank(draft.title), 'title', 'Give the course its title.'],
  [blank(draft.summary), 'summary', 'Say in one or two sentences what it is: that is what counselors read first.'],
  [blank(draft.syllabus), 'syllabus', 'Say what is taught, week by week or topic by topic.'],
  [draft.modality === null, 'modality', 'Choose how it is taught.'],
]);

function whenOf(draft: DraftContent, { term, schoolIsOurs }: AroundDraft): DraftProblem[] {
  const timed = draft.modality !== 'asynchronous';
  const outside = (day: string | null): boolean => day !== null && term !== null && (day < term.firstDay || day > term.lastDay || !isUsualDay(day));
  return found('when', [
    [draft.schoolId === null || !schoolIsOurs, 'schoolId', 'Choose the school it is taught from.'],
    [term === null, 'termId', 'Choose the term.'],
    [timed && draft.modality !== null && draft.meetingDays.length === 0, 'meetingDays', 'Choose the days on which it meets.'],
    [timed && draft.modality !== null && draft.startsAt === null, 'startsAt', 'Enter when it begins.'],
    [timed && draft.modality !== null && draft.endsAt === null, 'endsAt', 'Enter when it ends.'],
    [timed && draft.startsAt !== null && draft.endsAt !== null && draft.endsAt <= draft.startsAt, 'endsAt', 'It has to end after it begins.'],
    [draft.dropDate === null, 'dropDate', 'Choose the last day on which a home district may give seats back.'],
    [outside(draft.dropDate), 'dropDate', `The drop date lies within the term, ${term?.firstDay} to ${term?.lastDay}.`],
    [draft.teachingDropDate === null, 'teachingDropDate', 'Choose the last day on which a seat given back costs nothing.'],
    [outside(draft.teachingDropDate), 'teachingDropDate', `This day lies within the term, ${term?.firstDay} to ${term?.lastDay}.`],
  ]);
}

function seatsOf(draft: DraftContent, { today, seatsTaken, term }: AroundDraft): DraftProblem[] {
  const { gradeLow, gradeHigh, creditHundredths, capacity, reservedSeats } = draft;
  const reserves = reservedSeats !== null && reservedSeats > 0;
  return found('seats', [
    [gradeLow === null || gradeLow < 6 || gradeLow > 14, 'gradeLow', 'Choose the lowest grade.'],
    [gradeHigh === null || gradeHigh > 14 || (gradeLow !== null && gradeHigh < gradeLow), 'gradeHigh', 'Choose the highest grade, not below the lowest.'],
    [creditHundredths === null || creditHundredths < 5 || creditHundredths > 1000, 'creditHundredths', 'Enter the credit, from 0.05 to 10.'],
    [capacity === null || capacity < 1 || capacity > 500, 'capacity', 'Enter the number of seats, from 1 to 500.'],
    [capacity !== null && capacity < seatsTaken, 'capacity', `${seatsTaken} seats are already taken: there can't be fewer than that.`],
    [reservedSeats !== null && (reservedSeats < 0 || (capacity !== null && reservedSeats > capacity)), 'reservedSeats', 'No more seats can be kept than there are.'],
    [draft.reservedUntil !== null && !isUsualDay(draft.reservedUntil), 'reservedUntil', 'There is no such day.'],
    [reserves && draft.reservedUntil === null, 'reservedUntil', 'Say until when these seats are kept; then they open to everyone.'],
    [reserves && draft.reservedUntil !== null && term !== null && draft.reservedUntil > term.lastDay, 'reservedUntil', 'Release the seats you keep before the term ends.'],
    [reserves && draft.reservedUntil !== null && draft.reservedUntil <= today && seatsTaken === 0, 'reservedUntil', 'This day has passed: choose a later one, or keep no seats.'],
  ]);
}

function costOf(draft: DraftContent): DraftProblem[] {
  const outside = (cents: number | null): boolean => cents !== null && (cents < 0 || cents > 1_000_000_00);
  return found('cost', [
    [draft.cost === null || (draft.cost === 'as_it_is' && draft.planAsItIs === null), 'cost', 'Choose how seats are paid.'],
    [draft.cost === 'fixed_price' && draft.priceCents === null, 'priceCents', 'Enter the price of one seat. A course may be free: enter 0.'],
    [draft.cost === 'fixed_price' && outside(draft.priceCents), 'priceCents', 'A price is from $0 to $1,000,000.'],
    [draft.cost === 'cost_recovery' && draft.costCents === null, 'costCents', 'Enter what the course costs your district.'],
    [draft.cost === 'cost_recovery' && outside(draft.costCents), 'costCents', 'A cost is from $0 to $1,000,000.'],
    [draft.cost === 'cost_recovery' && draft.ownSeatsCount === null, 'ownSeatsCount', 'Say whether your own students carry a share.'],
    [draft.cost === 'cost_recovery' && draft.emptySeatsCount === null, 'emptySeatsCount', 'Say who carries empty seats.'],
    [draft.cost === 'cost_recovery' && draft.notToExceedPerSeatCents === null, 'notToExceedPerSeatCents', 'Enter the most that one seat may cost: no district books an open amount.'],
    [draft.cost === 'cost_recovery' && outside(draft.notToExceedPerSeatCents), 'notToExceedPerSeatCents', 'This amount is from $0 to $1,000,000.'],
  ]);
}

const peopleOf = (draft: DraftContent, { ours, teacherIsOurs, sharedWith }: AroundDraft): DraftProblem[] => found('people', [
  [blank(draft.localCode), 'localCode', 'Enter the code your own school uses.'],
  [draft.teacherAccountId !== null && !teacherIsOurs, 'teacherAccountId', 'Choose a teacher of your own district.'],
  [draft.consortiumIds.length === 0, 'consortiumIds', 'Choose with whom it is shared.'],
  [draft.consortiumIds.some((id) => !ours.includes(id)), 'consortiumIds', 'Your district is not in that consortium.'],
  [sharedWith.some((id) => !draft.consortiumIds.includes(id)), 'consortiumIds', 'A consortium that was offered the course stays: close or cancel it instead.'],
]);
