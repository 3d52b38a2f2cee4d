import { type BookingRow, type BookingsFile, type DistrictKey, type Instant, type SchoolYearRow, type SectionRow } from './shapes.js';

/** Classes that are over, with all that belongs to them, and what became of their grades. */
export interface GradesFile {
  invented: string;
  /** Who taught them. */
  district: DistrictKey;
  years: SchoolYearRow[];
  terms: (SchoolYearRow['terms'][number] & { year: string })[];
  sections: SectionRow[];
  bookings: BookingRow[];
  courseMappings: BookingsFile['courseMappings'];
  scales: { district: DistrictKey; by: string; at: Instant; preset: 'letters' | 'points'; deadlineDays: number | null }[];
  /** In the order of the seats; empty: not yet. The day is of those who withdrew. */
  entered: { section: string; booking: string; by: string; at: Instant; grades: string[]; lastAttended: string | null }[];
  attested: { section: string; booking: string; by: string; at: Instant }[];
  accepted: { booking: string; by: string; at: Instant }[];
  /** Withdrawn from after the drop date, at what the terms of their acceptance say. */
  left: { booking: string; by: string; at: Instant; owedCents: number; reason: string }[];
  /** Bookings that nobody was ever named for. */
  unnamed: string[];
}
