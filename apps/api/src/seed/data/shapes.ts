/** One interface per data file in this folder. NCES identifiers are text: leading zeros matter. */

/** '2026-11-10' */
export type LocalDate = string;
/** '08:10' */
export type LocalTime = string;
/** '2026-11-09T16:05:00Z' */
export type Instant = string;

export type Grade = 'PK' | 'K' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12';
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export type ConsortiumKey = 'seven-rivers' | 'camas-prairie';
export type DistrictKey =
  | 'council' | 'cambridge' | 'midvale' | 'meadows-valley' | 'cascade' | 'mccall-donnelly'
  | 'mountain-view' | 'cottonwood' | 'highland' | 'kamiah' | 'nezperce' | 'salmon-river';
export type TimeZone = 'America/Boise' | 'America/Los_Angeles';
export type DistrictRole =
  | 'teacher' | 'counselor' | 'registrar' | 'procurement_officer'
  | 'business_manager' | 'superintendent' | 'district_administrator';
export type ConsortiumRole = 'coordinator' | 'fiscal_agent';

/** districts.json */
export interface DistrictsFile {
  source: string;
  schoolYear: string;
  positionOfDistrict: string;
  consortia: ConsortiumRow[];
  districts: DistrictRow[];
}
export interface ConsortiumRow {
  key: ConsortiumKey;
  name: string;
  shortName: string;
  invented: true;
  about: string;
  timeZone: TimeZone;
  fiscalAgentDistrict: DistrictKey;
  agreement: string;
  members: { district: DistrictKey; since: LocalDate }[];
}
export interface DistrictRow {
  key: DistrictKey;
  /** Seven digits. */
  leaid: string;
  /** 'ID-013' */
  stateLeaid: string;
  districtNumber: string;
  name: string;
  shortName: string;
  nameInNces: string;
  city: string;
  state: 'ID';
  countyFips: string;
  county: string;
  localeCode: string;
  locale: string;
  latitude: number;
  longitude: number;
  landAreaKm2: number;
  timeZone: TimeZone;
  lowestGrade: Grade;
  highestGrade: Grade;
  enrollment: number;
  teachersFte: number | null;
  saipe: {
    year: number;
    population: number;
    children5to17: number;
    children5to17InPoverty: number;
    povertyPercent: number;
  };
  website: null;
  schools: SchoolRow[];
}
export interface SchoolRow {
  /** Twelve digits; the first seven are the district's. */
  ncessch: string;
  /** '013-0348' */
  stateSchoolId: string;
  name: string;
  nameInNces: string;
  level: 'prekindergarten' | 'elementary' | 'middle' | 'high' | 'other';
  lowestGrade: Grade;
  highestGrade: Grade;
  localeCode: string;
  locale: string;
  latitude: number;
  longitude: number;
  enrollment: number;
  teachersFte: number | null;
  virtual: boolean;
  charter: boolean;
  alternative: boolean;
  city: string;
  zip: string;
  timeZone: TimeZone;
}

/** boundaries.json */
export type Position = [longitude: number, latitude: number];
export type Box = [west: number, south: number, east: number, north: number];
export interface BoundariesFile {
  source: string;
  order: string;
  bbox: Box;
  consortia: { consortium: ConsortiumKey; bbox: Box }[];
  /** GeoJSON MultiPolygon coordinates: polygons, each of rings, each of positions; rings are closed. */
  districts: { district: DistrictKey; leaid: string; bbox: Box; polygons: Position[][][] }[];
}

/** counts.json */
export interface CountsFile {
  measures: { key: 'fall-membership'; name: string; definition: string }[];
  counts: CountRow[];
  /** A real district that is no member, for the case where one virtual school outweighs all others. */
  outsider: {
    leaid: string;
    stateLeaid: string;
    name: string;
    measure: 'fall-membership';
    schoolYear: string;
    countDate: LocalDate;
    students: number;
    source: string;
    composition: {
      ncessch: string;
      name: string;
      lowestGrade: Grade;
      highestGrade: Grade;
      virtual: boolean;
      teachersFte: number | null;
      students: number;
    }[];
  };
}
export interface CountRow {
  district: DistrictKey;
  leaid: string;
  measure: 'fall-membership';
  schoolYear: string;
  countDate: LocalDate;
  /** The sum of the composition. */
  students: number;
  source: 'NCES CCD 2023-24' | 'invented for the demo';
  composition: { ncessch: string; students: number }[];
}

/** sced_v12.csv, with this header. */
export interface ScedRow {
  /** Five digits, area and course number together. */
  sced_code: string;
  subject_area: string;
  course_number: string;
  title: string;
  description: string;
}
/** sced_areas.json */
export interface ScedAreasFile {
  source: string;
  version: '12';
  areas: { code: string; name: string; courses: number }[];
}

/** calendars.json */
export interface CalendarsFile {
  invented: string;
  /** The instant at which the demo's clock starts. */
  demoNow: string;
  districts: { district: DistrictKey; timeZone: TimeZone; years: SchoolYearRow[] }[];
  bellSchedules: BellScheduleRow[];
}
export interface SchoolYearRow {
  /** 'council-2026-27' */
  key: string;
  schoolYear: string;
  status: 'adopted' | 'draft';
  /** Four days where the district runs a four-day week. */
  schoolDays: Weekday[];
  firstDay: LocalDate;
  lastDay: LocalDate;
  terms: { key: string; kind: 'year' | 'semester' | 'trimester' | 'quarter'; name: string; start: LocalDate; end: LocalDate }[];
  /** Both ends included. */
  noSchool: { from: LocalDate; to: LocalDate; kind: 'holiday' | 'break' | 'local' | 'staff' | 'conference'; name: string }[];
}
export interface BellScheduleRow {
  school: string;
  district: DistrictKey;
  timeZone: TimeZone;
  /** Every school day of the week belongs to exactly one variant. */
  variants: {
    key: 'regular' | 'early-release' | 'late-start';
    name: string;
    days: Weekday[];
    periods: { key: string; name: string; kind: 'class' | 'lunch' | 'advisory'; start: LocalTime; end: LocalTime }[];
  }[];
}

/** people.json */
export interface PeopleFile {
  invented: string;
  people: PersonRow[];
}
export interface PersonRow {
  key: string;
  name: string;
  email: string;
  roles: ({ role: DistrictRole; district: DistrictKey } | { role: ConsortiumRole; consortium: ConsortiumKey })[];
  /** NCES id of the school where the person works; null in a district or consortium office. */
  school: string | null;
  /** Shown in the demo's sign-in list, with the sentence in `tryThis`. */
  featured: boolean;
  tryThis: string | null;
}

/** sections.json */
export interface SectionsFile {
  invented: string;
  sections: SectionRow[];
}
export type Modality = 'synchronous' | 'asynchronous' | 'hybrid' | 'in_person';
export type CostPlan =
  | { method: 'fixed-price-per-seat'; priceCents: number }
  | {
      method: 'cost-recovery-over-seats';
      costCents: number;
      hostSeatsCount: boolean;
      emptySeatsCount: boolean;
      notToExceedPerSeatCents: number | null;
    }
  | { method: 'equally'; costCents: number }
  | { method: 'by-dated-count'; costCents: number; measure: 'fall-membership' };
export interface SectionRow {
  key: string;
  teachingDistrict: DistrictKey;
  school: string;
  teacher: string;
  scedCode: string;
  localCode: string;
  title: string;
  summary: string;
  /** Unit titles, in order. */
  syllabus: string[];
  prerequisites: string | null;
  grades: { low: number; high: number };
  /** Carnegie units. */
  credit: number;
  modality: Modality;
  /** A term of the teaching district. */
  term: string;
  /** Local times of the teaching school; empty when asynchronous. `periods` are consecutive classes of its bell. */
  meetings: { day: Weekday; start: LocalTime; end: LocalTime; periods: string[] }[];
  /** Every seat, those of the teaching district included. */
  capacity: number;
  /** Kept for the teaching district's own students: others share capacity less these. */
  seatsReserved: number;
  dualCredit: { college: string; credits: number } | null;
  ncaa: boolean;
  acceptsAtOnce?: true;
  dropDate: LocalDate;
  audience: ConsortiumKey[];
  costPlan: CostPlan;
}

/** policies.json */
export interface PoliciesFile {
  invented: string;
  policies: PolicyRow[];
}
export type PolicyRow = {
  key: string;
  /** A day in the scope's own time zone. */
  effectiveFrom: LocalDate;
  citation: { document: string; section: string; words: string };
} & (
  | { scope: { consortium: ConsortiumKey }; policy: 'seats.holdHours' | 'seats.answerBusinessDays' | 'seats.maxPerHold' | 'seats.lateChargePercent'; value: number }
  /** Who comes first on a waitlist. */
  | { scope: { consortium: ConsortiumKey }; policy: 'waitlist.order'; value: 'time' | 'contributors_first' }
  /** What members see of each other's standing in a cost study. */
  | { scope: { consortium: ConsortiumKey }; policy: 'lab.othersStanding'; value: 'named' | 'unnamed' | 'hidden' }
  /** Which year's count a cost plan 'by-dated-count' uses. */
  | { scope: { consortium: ConsortiumKey }; policy: 'counts.schoolYear'; value: string }
  /** What purchasing rounds follow. */
  | { scope: { consortium: ConsortiumKey }; policy: 'rounds.unapprovedCounts' | 'rounds.dueDiligence' | 'rounds.bidThresholds'; value: unknown }
  | { scope: { district: DistrictKey }; policy: 'mapping.approvers'; value: string[] }
  /** What one person may bind the district to in one booking: the greatest limit among their roles; null is no limit. */
  | {
      scope: { district: DistrictKey };
      policy: 'spending.limitsCents';
      value: Record<'counselor' | 'registrar' | 'business_manager' | 'superintendent', number | null> & { procurement_officer?: number };
    }
);

/** bookings.json */
export interface BookingsFile {
  invented: string;
  bookings: BookingRow[];
  courseMappings: CourseMappingRow[];
}
/** waitlist.json */
export interface WaitlistFile {
  invented: string;
  waitlist: WaitlistRow[];
}
export interface WaitlistRow {
  key: string;
  section: string;
  homeDistrict: DistrictKey;
  who: string;
  seats: number;
  /** The fewest it would take. */
  fewest: number;
  at: Instant;
}
export type BookingStep =
  | 'held' | 'awaiting_approval' | 'requested' | 'accepted' | 'denied' | 'cancelled' | 'expired' | 'dropped';
export interface BookingRow {
  key: string;
  section: string;
  homeDistrict: DistrictKey;
  /** The consortium under whose policies the booking runs. */
  consortium: ConsortiumKey;
  who: string;
  seats: number;
  /** When the hold was made. */
  at: Instant;
  budgetCode: string;
  notToExceedCents: number;
  note: string | null;
  /** The last step. */
  status: BookingStep;
  /**
   * 'awaiting_approval' is the holder asking for more than their limit; the 'requested' after it is the approver
   * letting it through. 'expired' happens by itself, so `by` is null.
   */
  steps: { step: BookingStep; at: Instant; by: string | null; note: string | null }[];
}
export interface CourseMappingRow {
  key: string;
  homeDistrict: DistrictKey;
  section: string;
  schoolYear: string;
  scedCode: string;
  localCode: string;
  localTitle: string;
  /** What the home district awards; it may differ from the section's credit. */
  credit: number;
  status: 'approved' | 'pending';
  proposedBy: string;
  proposedAt: Instant;
  decidedBy: string | null;
  decidedAt: Instant | null;
  note: string | null;
}

/** studies.json */
export interface StudiesFile {
  invented: string;
  /** Ways to share that members adopted; a name again is a new version. */
  presets: { key: string; consortium: ConsortiumKey; by: string; at: Instant; effectiveFrom: LocalDate; name: string; formula: object; citation: string }[];
  studies: StudyRow[];
}
/** Courses that are about to be shared. */
export interface StudyRow {
  key: string;
  consortium: ConsortiumKey;
  author: string;
  title: string;
  at: Instant;
  /** When its author, the coordinator, shared it with the members; null for a private draft. */
  sharedAt: Instant | null;
  /** Whether the outsider of counts.json is in it as a guest. */
  guest: boolean;
  /** A study's draft, districts by their keys, without guests. */
  draft: {
    about: string;
    kind: 'planned' | 'real';
    year: string;
    members: DistrictKey[];
    items: { id: string; name: string; amountCents: number; among?: DistrictKey[]; rule?: object }[];
    contenders: ({ name: string; rule: object; limits?: object } | { name: string; joint: string })[];
    typed: { measure: string; source: string; countedOn: LocalDate; values: Partial<Record<DistrictKey, number>> }[];
    leftOut: string[];
    lastYearCents: Partial<Record<DistrictKey, number>>;
    groups: Record<string, number>;
  };
  figures: { district: DistrictKey; by: string; at: Instant; cents: number; source: string; confidence: 'quote' | 'own-accounts' | 'estimate'; obtainedOn: LocalDate | null }[];
}
