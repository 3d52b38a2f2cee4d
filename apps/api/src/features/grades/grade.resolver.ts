import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { AnswerGradesInput, AttestGradesInput, GradeFileInput, SaveGradesInput } from './grade.input.js';
import { GradeService } from './grade.service.js';
import { AnswerGradesResult, AttestGradesResult, BookingGrades, GradeBook, GradeFile, GradePaperResult, GradeSheet, SaveGradesResult } from './grade.type.js';
import { GradePaperService } from './grade-paper.service.js';
import { GradeSettingService } from './grade-setting.service.js';
import { GradeSettings, SetGradeSettingsInput, SetGradeSettingsResult } from './grade-setting.type.js';

@Resolver()
export class GradeResolver {
  constructor(
    private readonly grades: GradeService,
    private readonly papers: GradePaperService,
    private readonly settings: GradeSettingService,
  ) {}

  @Allow('teacher', 'registrar')
  @Query(() => GradeBook, { nullable: true, description: 'A class and what its students reached, for its teacher of record and registrars; null for everybody else.' })
  gradeBook(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string): Promise<GradeBook | null> {
    return this.grades.book(who, sectionId);
  }

  @Allow()
  @Query(() => [GradeSheet], { description: 'How far the grades of my district are, on either side, without a grade; empty for another district.' })
  gradeSheets(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<GradeSheet[]> {
    return this.grades.sheets(who, districtId);
  }

  @Allow()
  @Query(() => BookingGrades, { nullable: true, description: 'The grades of a booking of either side: as they were given and as the home district writes them, for those who may know them; null when it is neither.' })
  bookingGrades(@Who() who: Principal, @Args('bookingId', { type: () => ID }) bookingId: string): Promise<BookingGrades | null> {
    return this.grades.bookingGrades(who, bookingId);
  }

  @Allow('teacher', 'registrar')
  @Query(() => GradeFile, { nullable: true, description: 'What a sheet of grades says, row by row, before anything is stored; null for grades that are not mine to enter.' })
  gradeFile(@Who() who: Principal, @Args('input') input: GradeFileInput): Promise<GradeFile | null> {
    return this.papers.read(who, input);
  }

  @Allow()
  @Query(() => GradeSettings, { nullable: true, description: 'How my district grades, and when its registrar needs grades; null for another district.' })
  gradeSettings(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<GradeSettings | null> {
    return this.settings.of(who, districtId);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => SaveGradesResult, { description: 'Enter grades as they are typed, of a class I teach or am registrar of: all of these, or none.' })
  saveGrades(@Who() who: Principal, @Args('input') input: SaveGradesInput): Promise<object> {
    return this.grades.save(who, input);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => AttestGradesResult, { description: 'Stand by the grades of bookings of a class: their home districts are told, and may dispute them.' })
  attestGrades(@Who() who: Principal, @Args('input') input: AttestGradesInput): Promise<object> {
    return this.grades.attest(who, input);
  }

  @Allow('registrar')
  @Mutation(() => AnswerGradesResult, { description: 'Accept grades of our students, or dispute them with a reason.' })
  answerGrades(@Who() who: Principal, @Args('input') input: AnswerGradesInput): Promise<object> {
    return this.grades.answer(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => SetGradeSettingsResult, { description: 'Set how my district grades, and when its registrar needs grades. What was accepted stays as it was.' })
  setGradeSettings(@Who() who: Principal, @Args('input') input: SetGradeSettingsInput): Promise<object> {
    return this.settings.set(who, input);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => GradePaperResult, { description: 'Take the sheet of a class along, with names: written down as a disclosure first.' })
  takeGradeSheet(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string): Promise<object> {
    return this.papers.sheet(who, sectionId);
  }

  @Allow('registrar')
  @Mutation(() => GradePaperResult, { description: 'Take the transcript lines of a booking along, with names: written down as a disclosure first.' })
  takeTranscript(@Who() who: Principal, @Args('bookingId', { type: () => ID }) bookingId: string): Promise<object> {
    return this.papers.transcript(who, bookingId);
  }
}
