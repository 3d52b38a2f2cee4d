import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { AnnounceChangeInput, MarkClassInput, NoteProgressInput, SetMeetingLinkInput, WithdrawChangeInput } from './running.input.js';
import { RunningService } from './running.service.js';
import { AttendanceDay, AttendanceFile, ClassResult, RunningClass } from './running.type.js';

@Resolver()
export class RunningResolver {
  constructor(private readonly classes: RunningService) {}

  @Allow()
  @Query(() => RunningClass, { nullable: true, description: 'A class as it runs: of my own district, or with seats of ours; null for any other.' })
  runningClass(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string): Promise<RunningClass | null> {
    return this.classes.running(who, sectionId);
  }

  @Allow('teacher', 'registrar')
  @Query(() => AttendanceDay, { nullable: true, description: 'A day of a class that I teach, to be marked; without a day its last one. Null for the class of another.' })
  attendanceDay(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string, @Args('day', { type: () => LocalDate, nullable: true }) day?: string | null): Promise<AttendanceDay | null> {
    return this.classes.day(who, sectionId, day ?? null);
  }

  @Allow('registrar')
  @Query(() => AttendanceFile, { nullable: true, description: 'Attendance of a booking of my district, as a file; null for that of another.' })
  attendanceFile(@Who() who: Principal, @Args('bookingId', { type: () => ID }) bookingId: string): Promise<AttendanceFile | null> {
    return this.classes.file(who, bookingId);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => ClassResult, { description: 'Say where a class of mine meets; everyone it concerns is told.' })
  setMeetingLink(@Who() who: Principal, @Args('input') input: SetMeetingLinkInput): Promise<object> {
    return this.classes.setLink(who, input);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => ClassResult, { description: 'Announce that a class of mine does not meet on a day, or at another time; every district with seats is told at once.' })
  announceChange(@Who() who: Principal, @Args('input') input: AnnounceChangeInput): Promise<object> {
    return this.classes.announce(who, input);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => ClassResult, { description: 'Take an announced change back; the same are told again.' })
  withdrawChange(@Who() who: Principal, @Args('input') input: WithdrawChangeInput): Promise<object> {
    return this.classes.withdraw(who, input);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => ClassResult, { description: 'Mark or correct a day of a class of mine: everyone present, but for the exceptions.' })
  markClass(@Who() who: Principal, @Args('input') input: MarkClassInput): Promise<object> {
    return this.classes.mark(who, input);
  }

  @Allow('teacher', 'registrar')
  @Mutation(() => ClassResult, { description: 'Say how a seat of a class of mine gets on; the home side is told when it is at risk or failing.' })
  noteProgress(@Who() who: Principal, @Args('input') input: NoteProgressInput): Promise<object> {
    return this.classes.progress(who, input);
  }
}
