import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import {
  AnswerNamingInput, AnswerNamingResult, CodeCourseInput, CodeCourseResult, CourseDraftStepInput, DiscardCourseDraftResult, PublishCourseDraftResult, ReturnCourseDraftInput, ReturnCourseDraftResult,
  SaveCourseDraftInput, SaveCourseDraftResult, StartCourseDraftInput, StartCourseDraftResult, SubmitCourseDraftResult,
} from './course-draft.input.js';
import { CourseDraftService } from './course-draft.service.js';
import { CourseDraft } from './course-draft.type.js';
import { ScedCode } from './section.type.js';

@Resolver(() => CourseDraft)
export class CourseDraftResolver {
  constructor(private readonly drafts: CourseDraftService) {}

  @Allow()
  @Query(() => [CourseDraft], { description: 'Courses that my district is about to share or to change, the last changed first; at most 100.' })
  courseDrafts(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<CourseDraft[]> {
    return this.drafts.list(who, districtId);
  }

  @Allow()
  @Query(() => CourseDraft, { nullable: true, description: 'A draft of my district; null otherwise.' })
  courseDraft(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<CourseDraft | null> {
    return this.drafts.draft(who, id);
  }

  @Allow()
  @Query(() => [ScedCode], { description: 'Course codes by words of their title or by number, the nearest first; at most 20.' })
  scedCourses(@Who() who: Principal, @Args('search', { description: 'Words or digits.' }) search: string): Promise<ScedCode[]> {
    return this.drafts.scedCourses(who, search);
  }

  @Allow('teacher', 'registrar', 'district_administrator')
  @Mutation(() => StartCourseDraftResult, { description: 'Begin to share a course: empty, copied from a section of ours, or changing one.' })
  startCourseDraft(@Who() who: Principal, @Args('input') input: StartCourseDraftInput): Promise<object> {
    return this.drafts.start(who, input);
  }

  @Allow('teacher', 'registrar', 'district_administrator')
  @Mutation(() => SaveCourseDraftResult, { description: 'Keep what is written so far. What waits for approval goes back to its author.' })
  saveCourseDraft(@Who() who: Principal, @Args('input') input: SaveCourseDraftInput): Promise<object> {
    return this.drafts.save(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => CodeCourseResult, { description: 'Give a draft its course code.' })
  codeCourse(@Who() who: Principal, @Args('input') input: CodeCourseInput): Promise<object> {
    return this.drafts.code(who, input);
  }

  @Allow('teacher', 'registrar', 'district_administrator')
  @Mutation(() => SubmitCourseDraftResult, { description: 'Send a complete draft for approval by my district.' })
  submitCourseDraft(@Who() who: Principal, @Args('input') input: CourseDraftStepInput): Promise<object> {
    return this.drafts.submit(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => ReturnCourseDraftResult, { description: 'Send a draft back to its author.' })
  returnCourseDraft(@Who() who: Principal, @Args('input') input: ReturnCourseDraftInput): Promise<object> {
    return this.drafts.return(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => PublishCourseDraftResult, { description: 'Approve a draft for my district: the section opens, or takes its new terms.' })
  publishCourseDraft(@Who() who: Principal, @Args('input') input: CourseDraftStepInput): Promise<object> {
    return this.drafts.publish(who, input);
  }

  @Allow('teacher', 'registrar', 'district_administrator')
  @Mutation(() => DiscardCourseDraftResult, { description: 'Throw a draft away.' })
  discardCourseDraft(@Who() who: Principal, @Args('input') input: CourseDraftStepInput): Promise<object> {
    return this.drafts.discard(who, input);
  }

  @Allow('teacher')
  @Mutation(() => AnswerNamingResult, { description: 'Say whether other districts may read my name on a course I teach.' })
  answerNaming(@Who() who: Principal, @Args('input') input: AnswerNamingInput): Promise<object> {
    return this.drafts.answerNaming(who, input);
  }
}
