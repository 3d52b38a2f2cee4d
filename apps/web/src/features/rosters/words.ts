import { type DisclosurePurpose, type DisclosureWay, type NameRight } from '../../generated/rosters/roster.js';

/** By what right somebody knows a name. */
export const rightWords: Record<NameRight, string> = {
  TEACHER: 'Teacher of record',
  TEACHING_REGISTRAR: 'Registrar of the teaching district',
  HOME_REGISTRAR: 'Registrar of the home district',
  FACILITATOR: 'Site facilitator of the student’s school',
  COUNSELOR: 'Counselor of the student',
};

export const purposeWords: Record<DisclosurePurpose, string> = {
  TEACHING: 'To teach the class',
  SUPPORT: 'To look after the student on site',
  RECORDS: 'To keep records',
  REQUEST: 'To answer a parent or student',
};

/** What somebody with this right most likely wants names for. */
export const likelyPurpose: Record<NameRight, DisclosurePurpose> = { TEACHER: 'TEACHING', TEACHING_REGISTRAR: 'RECORDS', HOME_REGISTRAR: 'RECORDS', FACILITATOR: 'SUPPORT', COUNSELOR: 'SUPPORT' };

export const wayWords: Record<DisclosureWay, string> = { SCREEN: 'Shown', FILE: 'Taken as a file' };
