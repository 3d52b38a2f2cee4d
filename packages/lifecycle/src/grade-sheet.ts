import { machine } from './machine.js';
import { type Role } from './roles.js';

/** The grades of one booking, between those who taught and those whose transcript it is. */
export type GradeState = 'open' | 'attested' | 'disputed' | 'accepted';
export type GradeStep = 'enter' | 'attest' | 'accept' | 'dispute';
export type GradeSide = 'teaching' | 'home' | 'clock';
export type GradeGuard = 'ofRecord' | 'lastDayCame' | 'everyStudentGraded' | 'reasonGiven' | 'changed' | 'answerTimeOver';

export interface GradeFacts {
  /** Whoever acts is the teacher of record of this section, or a registrar of the teaching district. */
  ofRecord: boolean;
  /** The beginning of the section's last day, as an instant. */
  lastDayMs: number;
  /** Every student placed has a grade or a status; where nobody was placed, that is what is attested. */
  everyStudentGraded: boolean;
  reasonGiven: boolean;
  /** What is entered differs from what was attested. */
  changed: boolean;
}

const graders: readonly Role[] = ['teacher', 'registrar'];

/** Attested by the teaching side; accepted by the home registrar or by silence; what is corrected later is attested anew. */
export const gradeSheet = machine<GradeState, GradeStep, GradeSide, GradeGuard, GradeFacts>({
  noun: 'this sheet of grades',
  states: {
    open: { label: 'Being entered', is: 'being entered', takesCapacity: false, next: 'attest' },
    attested: { label: 'Attested', is: 'attested, and waits for the home district', takesCapacity: false, next: 'accept' },
    disputed: { label: 'Disputed', is: 'disputed by the home district', takesCapacity: false, next: 'attest' },
    accepted: { label: 'Accepted', is: 'accepted', takesCapacity: false, next: null },
  },
  steps: {
    enter: { label: 'Enter grades', does: 'enter grades' },
    attest: { label: 'Attest the grades', does: 'attest these grades' },
    accept: { label: 'Accept the grades', does: 'accept these grades' },
    dispute: { label: 'Dispute the grades', does: 'dispute these grades' },
  },
  sides: { teaching: 'of the teaching district', home: 'of the home district', clock: 'the clock' },
  guards: {
    ofRecord: { holds: { fact: 'ofRecord', is: true }, says: 'the teacher of record, or a registrar', code: 'NotOfRecord', message: 'Only the teacher of record or a registrar of the teaching district enters and attests these grades.' },
    lastDayCame: {
      holds: { fact: 'nowMs', atLeast: 'lastDayMs' }, says: 'the last day has come', code: 'StillRunning',
      message: 'The class is still running: grades are attested from its last day on. Until then they can be entered and changed.',
    },
    everyStudentGraded: { holds: { fact: 'everyStudentGraded', is: true }, says: 'every student has a grade or a status', code: 'GradesMissing', message: 'Some students have neither a grade nor a status yet. Enter one for each, then attest them.' },
    reasonGiven: { holds: { fact: 'reasonGiven', is: true }, says: 'a reason is given', code: 'ReasonNeeded', message: 'Say why, without a name: the other district reads it.' },
    changed: { holds: { fact: 'changed', is: true }, says: 'a grade is another one', code: 'NothingChanged', message: 'These grades are attested as they are. Change one first; it is told to the home district with your reason.' },
    answerTimeOver: { holds: { fact: 'clockRanOut', is: true }, says: 'the time to answer is over', code: 'AnswerTimeRuns', message: 'The home district still has time to answer.' },
  },
  rows: [
    { step: 'enter', from: [null, 'open'], to: 'open', side: 'teaching', roles: graders, onlyIf: ['ofRecord'], unless: [] },
    { step: 'enter', from: ['attested'], to: 'attested', side: 'teaching', roles: graders, onlyIf: ['ofRecord'], unless: [] },
    { step: 'enter', from: ['disputed'], to: 'disputed', side: 'teaching', roles: graders, onlyIf: ['ofRecord'], unless: [] },
    { step: 'enter', from: ['accepted'], to: 'accepted', side: 'teaching', roles: graders, onlyIf: ['ofRecord'], unless: [] },
    { step: 'attest', from: ['open'], to: 'attested', side: 'teaching', roles: graders, onlyIf: ['ofRecord', 'lastDayCame', 'everyStudentGraded'], unless: [] },
    { step: 'attest', from: ['disputed'], to: 'attested', side: 'teaching', roles: graders, onlyIf: ['ofRecord', 'everyStudentGraded'], unless: [] },
    { step: 'attest', from: ['attested', 'accepted'], to: 'attested', side: 'teaching', roles: graders, onlyIf: ['ofRecord', 'everyStudentGraded', 'reasonGiven', 'changed'], unless: [] },
    { step: 'accept', from: ['attested'], to: 'accepted', side: 'home', roles: ['registrar'], onlyIf: [], unless: [] },
    { step: 'accept', from: ['attested'], to: 'accepted', side: 'clock', roles: [], onlyIf: ['answerTimeOver'], unless: [] },
    { step: 'dispute', from: ['attested'], to: 'disputed', side: 'home', roles: ['registrar'], onlyIf: ['reasonGiven'], unless: [] },
  ],
  clocks: {
    attested: { duration: 'grades.answerDays', unit: 'days', calendarOf: 'home', pausedWhile: null, pausedAtMost: null, whenOverdue: 'accept', freesWhenOverdue: false },
  },
});
