import { type SeatPlan } from '@barnraise/cost-sharing';
import { costWords, publishedPriceCents } from '../cost-shares/index.js';
import { type CardBody, Modality, type NewCard, OfferingKind } from '../offerings/index.js';
import { gradesWords, meetingOf, modalityWords } from './meeting.words.js';

/** A section as its teaching district publishes it. */
export interface NewSection {
  readonly id: string;
  readonly teachingPartyId: string;
  readonly schoolId: string;
  readonly termId: string;
  /** Who teaches; the name only if that person agreed to be named to other districts. */
  readonly teacher: { readonly accountId: string; readonly name: string | null } | null;
  readonly scedVersion: string;
  readonly scedCode: string;
  readonly localCode: string;
  readonly title: string;
  readonly summary: string;
  readonly syllabus: string;
  readonly prerequisites: string | null;
  readonly gradeLow: number;
  readonly gradeHigh: number;
  readonly creditHundredths: number;
  readonly modality: Modality;
  readonly meetingDays: readonly string[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly flags: readonly string[];
  readonly capacity: number;
  readonly reservedSeats: number;
  readonly reservedUntil: string | null;
  /** The last day on which a home district may give accepted seats back. */
  readonly dropDate: string;
  /** The last day on which a seat given back costs nothing. */
  readonly teachingDropDate: string;
  /** Each request is answered; else it is accepted at once, within the seats. */
  readonly answersRequests: boolean;
  readonly consortiumIds: readonly string[];
  readonly plan: SeatPlan;
}

/** What of a section its card is made from. */
export type OnCard = { readonly teacher: { readonly name: string | null } | null } & Pick<NewSection, 'id' | 'scedCode' | 'localCode' | 'title' | 'summary' | 'syllabus' | 'gradeLow' | 'gradeHigh' | 'creditHundredths' | 'modality' | 'meetingDays' | 'startsAt' | 'endsAt' | 'flags' | 'plan'>;

/** What stands around a section and shows on its card. */
export interface Around {
  readonly area_code: string;
  readonly area_name: string;
  readonly sced_title: string;
  readonly term_name: string;
  readonly school_year: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly time_zone: string;
  readonly owner: CardBody['owner'];
  readonly consortia: CardBody['consortia'];
}

/** The card of a section: what is shown, what it is found by, and how it is counted. */
export function cardOf(section: OnCard, around: Around): NewCard {
  const priceCents = publishedPriceCents(section.plan);
  const meeting = meetingOf(section.meetingDays, section.startsAt, section.endsAt, around.time_zone);
  return {
    offeringId: section.id, firstDay: around.first_day, priceCents, facets: facetsOf(section, around, priceCents), plan: section.plan,
    words: { a: section.title, b: `${around.sced_title} ${around.area_name} ${section.flags.join(' ')}`, c: `${section.summary} ${section.teacher?.name ?? ''} ${around.owner.shortName} ${section.localCode} ${section.scedCode}`, d: section.syllabus },
    body: {
      kind: OfferingKind.COURSE, title: section.title, summary: section.summary, owner: around.owner, consortia: around.consortia, teacherName: section.teacher?.name ?? null, areaName: around.area_name,
      grades: gradesWords(section.gradeLow, section.gradeHigh), creditHundredths: section.creditHundredths, modality: section.modality, termName: `${around.term_name}, ${around.school_year}`,
      firstDay: around.first_day, lastDay: around.last_day, meeting, priceCents, costWords: costWords(section.plan), flags: [...section.flags],
    },
  };
}

function priceBand(cents: number | null): readonly [string, string] {
  if (cents === null) return ['SHARED', 'Cost shared by use'];
  if (cents <= 200_00) return ['UP_TO_200', 'Up to $200 per seat'];
  if (cents <= 400_00) return ['200_TO_400', '$200 to $400 per seat'];
  return cents <= 600_00 ? ['400_TO_600', '$400 to $600 per seat'] : ['OVER_600', 'Over $600 per seat'];
}

function facetsOf(section: OnCard, around: Around, priceCents: number | null): { key: string; label: string }[] {
  const [band, bandLabel] = priceBand(priceCents);
  const grades = Array.from({ length: section.gradeHigh - section.gradeLow + 1 }, (_, i) => section.gradeLow + i);
  const dayNames: Record<string, string> = { MON: 'Monday', TUE: 'Tuesday', WED: 'Wednesday', THU: 'Thursday', FRI: 'Friday', SAT: 'Saturday', SUN: 'Sunday' };
  return [
    { key: 'KIND:COURSE', label: 'Courses' },
    { key: `AREA:${around.area_code}`, label: around.area_name },
    ...grades.map((grade) => ({ key: `GRADE:${grade}`, label: `Grade ${grade}` })),
    { key: `CREDIT:${section.creditHundredths}`, label: `${section.creditHundredths / 100} credit` },
    { key: `MODALITY:${section.modality.toUpperCase()}`, label: modalityWords[section.modality] },
    { key: `TERM:${around.school_year} ${around.term_name}`, label: `${around.term_name}, ${around.school_year}` },
    ...section.meetingDays.map((day) => ({ key: `DAY:${day}`, label: dayNames[day] ?? day })),
    { key: `DISTRICT:${around.owner.id}`, label: around.owner.shortName },
    { key: `PRICE:${band}`, label: bandLabel },
  ];
}
