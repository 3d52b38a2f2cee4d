import { DisclosurePurpose, DisclosureWay, NameRight } from './disclosure.type.js';

export const rightWords: Readonly<Record<NameRight, string>> = {
  [NameRight.TEACHER]: 'Teacher of record', [NameRight.TEACHING_REGISTRAR]: 'Registrar of the teaching district', [NameRight.HOME_REGISTRAR]: 'Registrar of the home district',
  [NameRight.FACILITATOR]: "Site facilitator of the student's school", [NameRight.COUNSELOR]: 'Counselor of the student',
};

export const purposeWords: Readonly<Record<DisclosurePurpose, string>> = {
  [DisclosurePurpose.TEACHING]: 'To teach the class', [DisclosurePurpose.SUPPORT]: 'To look after the student on site', [DisclosurePurpose.RECORDS]: 'To keep records', [DisclosurePurpose.REQUEST]: 'To answer a parent or student',
};

export const wayWords: Readonly<Record<DisclosureWay, string>> = { [DisclosureWay.SCREEN]: 'Shown', [DisclosureWay.FILE]: 'Taken as a file' };
