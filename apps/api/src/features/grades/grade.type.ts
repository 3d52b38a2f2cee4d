import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FileProblem } from '../../platform/graphql/file-problem.js';
import { byTypename, commonRefusals, InvalidInput, NotAllowed, NotFound } from '../../platform/graphql/refusals.js';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { BookingState, StepNotPossible } from '../courses/index.js';
import { DistrictName } from '../districts/index.js';

export enum GradeSheetState { OPEN = 'open', ATTESTED = 'attested', DISPUTED = 'disputed', ACCEPTED = 'accepted' }
registerEnumType(GradeSheetState, {
  name: 'GradeSheetState', description: 'How far the two sides are with the grades of a booking.',
  valuesMap: {
    OPEN: { description: 'Grades are being entered.' }, ATTESTED: { description: 'The teaching side stands by them; the home registrar may accept or dispute them.' },
    DISPUTED: { description: 'The home registrar disputes one of them.' }, ACCEPTED: { description: 'The home side accepted them, or was silent for as long as policy gives it.' },
  },
});
export enum GradeAnswer { ACCEPTED = 'accepted', DISPUTED = 'disputed' }
registerEnumType(GradeAnswer, { name: 'GradeAnswer', description: 'What the home district said to grades that were attested.' });

@ObjectType({ description: 'One press: who stands by the grades of a booking, and what the home district said to it.' })
export class GradeAttestation {
  @Field(() => Int, { description: '1 for the first.' })
  number!: number;

  @Field(() => String, { description: 'Who pressed.' })
  by!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'What that person stands by.' })
  sentence!: string;

  @Field(() => Boolean, { description: 'No student was placed in these seats: there is no grade to it.' })
  nobody!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was corrected; null for the first, and for those who may not know grades.' })
  reason!: string | null;

  @Field(() => GradeAnswer, { nullable: true, description: 'What the home district said; null while it said nothing.' })
  answer!: GradeAnswer | null;

  @Field(() => String, { nullable: true, description: 'Who answered; null for nobody, and where silence accepted.' })
  answeredBy!: string | null;

  @Field(() => Date, { nullable: true, description: 'When.' })
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why they were disputed; null otherwise, and for those who may not know grades.' })
  answerReason!: string | null;
}

@ObjectType({ description: 'The grades of one booking, without a grade: how far they are, and what runs out when.' })
export class GradeSheet {
  @Field(() => ID, { description: 'The booking.' })
  bookingId!: string;

  @Field(() => String, { description: 'Its short name.' })
  reference!: string;

  @Field(() => BookingState, { description: 'Where its seats are in their life.' })
  bookingState!: BookingState;

  @Field(() => GradeSheetState, { description: 'How far the grades are.' })
  state!: GradeSheetState;

  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'Its term.' })
  termName!: string;

  @Field(() => LocalDate, { description: 'Its last day.' })
  lastDay!: string;

  @Field(() => DistrictName, { description: 'Whose students these are.' })
  homeDistrict!: DistrictName;

  @Field(() => DistrictName, { description: 'Who teaches.' })
  teachingDistrict!: DistrictName;

  @Field(() => Int, { description: 'Students; none where nobody was placed.' })
  students!: number;

  @Field(() => Int, { description: 'Seats of the booking.' })
  seats!: number;

  @Field(() => LocalDate, { description: 'The day by which grades are due.' })
  dueOn!: string;

  @Field(() => String, { description: 'Why that day.' })
  dueRule!: string;

  @Field(() => Date, { nullable: true, description: 'Until when the home registrar may dispute what was attested; null otherwise.' })
  answerBy!: Date | null;

  @Field(() => [GradeAttestation], { description: 'Who stood by them, newest first.' })
  attestations!: GradeAttestation[];
}

@ObjectType({ description: 'The grades of a booking and what stands in the way of attesting them.' })
export class GradeBookSheet extends GradeSheet {
  @Field(() => Int, { description: 'Students without a grade or status.' })
  missing!: number;

  @Field(() => Boolean, { description: 'Something is entered that differs from what was attested.' })
  changed!: boolean;

  @Field(() => Boolean, { description: 'I may attest them now.' })
  mayAttest!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not; null where I may.' })
  attestBlockedBy!: string | null;
}

@ObjectType({ description: 'A seat of a class and what its student reached, without a name.' })
export class GradeBookSeat {
  @Field(() => ID, { description: 'The seat.' })
  seatId!: string;

  @Field(() => ID, { description: 'Its booking.' })
  bookingId!: string;

  @Field(() => Int, { description: 'Its number in it.' })
  ordinal!: number;

  @Field(() => String, { description: 'What stands there: a grade, or the code of a status; empty for nothing.' })
  typed!: string;

  @Field(() => LocalDate, { nullable: true, description: 'For W: the last day attended, where it is known.' })
  lastAttended!: string | null;

  @Field(() => Boolean, { description: 'Its booking was withdrawn from: it stands as W, with the last day attended, and is not entered.' })
  withdrawn!: boolean;

  @Field(() => LocalDate, { nullable: true, description: 'The last day attendance says its student was there; null: none.' })
  seenOn!: string | null;

  @Field(() => Int, { description: 'To be sent back with a change, so that nobody writes over somebody else.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Who entered it.' })
  enteredBy!: string | null;

  @Field(() => Date, { nullable: true, description: 'When.' })
  enteredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What was attested last; null for nothing yet.' })
  attested!: string | null;
}

@ObjectType({ description: 'A class and what its students reached, for those who enter it.' })
export class GradeBook {
  @Field(() => ID, { description: 'The section.' })
  sectionId!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'Its term.' })
  termName!: string;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  lastDay!: string;

  @Field(() => String, { description: 'The scale of my district, in one line.' })
  scaleWords!: string;

  @Field(() => String, { description: 'What can be typed for a student.' })
  typeWords!: string;

  @Field(() => [String], { description: 'Marks of the scale, best first; none on percent.' })
  marks!: string[];

  @Field(() => String, { description: 'What whoever attests stands by.' })
  attestation!: string;

  @Field(() => String, { description: 'The same, where no student was placed.' })
  attestationOfNobody!: string;

  @Field(() => [GradeBookSheet], { description: 'By home district.' })
  sheets!: GradeBookSheet[];

  @Field(() => [GradeBookSeat], { description: 'Seats with a student, by booking and number.' })
  seats!: GradeBookSeat[];
}

@ObjectType({ description: 'What one student reached, as it was given and as the home district writes it. Without a name.' })
export class HomeGrade {
  @Field(() => ID, { description: 'The seat.' })
  seatId!: string;

  @Field(() => Int, { description: 'Its number.' })
  ordinal!: number;

  @Field(() => String, { description: 'As it was given.' })
  given!: string;

  @Field(() => String, { description: 'As the home district writes it.' })
  ours!: string;

  @Field(() => String, { description: 'How it came about.' })
  how!: string;

  @Field(() => Boolean, { description: 'Passed, by the home district.' })
  passed!: boolean;

  @Field(() => LocalDate, { nullable: true, description: 'For a withdrawal: the last day attended, where it is known.' })
  lastAttended!: string | null;

  @Field(() => String, { nullable: true, description: 'What was attested before, where it was another; null otherwise.' })
  before!: string | null;
}

@ObjectType({ description: 'The grades of a booking, for the home district.' })
export class BookingGrades {
  @Field(() => ID, { description: 'The booking.' })
  bookingId!: string;

  @Field(() => GradeSheet, { description: 'How far they are.' })
  sheet!: GradeSheet;

  @Field(() => [HomeGrade], { description: 'What was attested last; empty before that, and for those who may not know grades.' })
  grades!: HomeGrade[];

  @Field(() => Boolean, { description: 'I may know these grades, once they are attested.' })
  mayKnow!: boolean;

  @Field(() => Boolean, { description: 'I may accept or dispute them now.' })
  mayAnswer!: boolean;

  @Field(() => String, { description: 'The scale they were given on.' })
  theirScale!: string;

  @Field(() => String, { description: 'The scale they are converted to.' })
  ourScale!: string;

  @Field(() => Boolean, { description: 'The conversion is fixed: they are accepted.' })
  fixed!: boolean;

  @Field(() => String, { nullable: true, description: 'What the course counts as at home: its local code, title and credit; null where it is not mapped, and for the other side.' })
  countsAs!: string | null;
}

@ObjectType({ description: 'One grade as a file says it: nothing is stored yet.' })
export class FileGrade {
  @Field(() => ID, { description: 'The seat.' })
  seatId!: string;

  @Field(() => String, { description: 'What stands there.' })
  typed!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day attended.' })
  lastAttended!: string | null;
}

@ObjectType({ description: 'What a file of grades says, looked at before anything is stored.' })
export class GradeFile {
  @Field(() => [FileGrade], { description: 'The grades; none while there are problems.' })
  grades!: FileGrade[];

  @Field(() => [FileProblem], { description: 'Everything that is wrong, row by row.' })
  problems!: FileProblem[];
}

@ObjectType({ description: 'A table for a spreadsheet with names in it: written down as a disclosure.' })
export class GradePaper {
  @Field(() => ID, { description: 'Under which the disclosure is written down.' })
  disclosureId!: string;

  @Field(() => String, { description: 'The table.' })
  csv!: string;
}

const answers = { resolveType: byTypename };
export const SaveGradesResult = createUnionType({ ...answers, name: 'SaveGradesResult', description: 'The class, or why nothing was saved.', types: () => [GradeBook, StepNotPossible, ...commonRefusals] as const });
export const AttestGradesResult = createUnionType({ ...answers, name: 'AttestGradesResult', description: 'The class, or why nothing was attested.', types: () => [GradeBook, StepNotPossible, ...commonRefusals] as const });
export const AnswerGradesResult = createUnionType({ ...answers, name: 'AnswerGradesResult', description: 'The grades, or why they were not answered.', types: () => [BookingGrades, StepNotPossible, ...commonRefusals] as const });
export const GradePaperResult = createUnionType({ ...answers, name: 'GradePaperResult', description: 'The table, or why not.', types: () => [GradePaper, NotAllowed, NotFound, InvalidInput] as const });
