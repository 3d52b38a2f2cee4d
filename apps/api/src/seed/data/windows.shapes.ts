import { type ConsortiumKey, type DistrictKey, type Instant, type LocalDate } from './shapes.js';

export interface WindowsFile {
  invented: string;
  windows: WindowRow[];
}
export interface WindowRow {
  key: string;
  consortium: ConsortiumKey;
  schoolYear: string;
  by: string;
  at: Instant;
  opensOn: LocalDate;
  closesOn: LocalDate;
  /** When the clock allotted it; null while it collects. */
  closedAt: Instant | null;
  requests: { key: string; section: string; homeDistrict: DistrictKey; who: string; seats: number; fewest: number; at: Instant }[];
}
