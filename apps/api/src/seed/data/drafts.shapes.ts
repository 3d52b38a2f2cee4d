import { type ConsortiumKey, type DistrictKey, type Instant } from './shapes.js';

export interface DraftsFile {
  invented: string;
  drafts: CourseDraftRow[];
}
export interface CourseDraftRow {
  key: string;
  district: DistrictKey;
  by: string;
  at: Instant;
  /** When it was sent for approval; null while it is being written. */
  submittedAt: Instant | null;
  /** What is written so far: the content of a draft, with keys in place of ids. */
  content: { title: string; school: string; term: string; teacher?: string; consortia?: ConsortiumKey[]; [field: string]: unknown };
}
