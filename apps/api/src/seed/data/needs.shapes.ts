import { type DistrictKey, type Instant } from './shapes.js';

export interface NeedsFile {
  invented: string;
  needs: NeedRow[];
}
export interface NeedRow {
  key: string;
  district: DistrictKey;
  by: string;
  at: Instant;
  /** When it was taken back; null while it is looked for. */
  takenBackAt: Instant | null;
  need: {
    title: string; scedCode: string | null; areaCode: string | null; seats: number; gradeLow: number; gradeHigh: number; schoolYear: string; term: string | null; modality: string | null;
    days: string[]; times: string[]; note: string | null; until: string;
  };
}
