import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Refusal, type RefusalData } from '../../platform/graphql/refusals.js';

@ObjectType({ implements: () => Refusal, description: 'The study was saved since I read it. What I typed is still here: look at both, then save again.' })
export class StudyChangedSince extends Refusal {
  @Field(() => Int, { description: 'The revision it has now.' })
  revision!: number;
}

@ObjectType({ implements: () => Refusal, description: 'The study was shared with the members and stays as it is; copy it to go on.' })
export class StudyFrozen extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'How each district stands in the study could not be worked out, so nobody was shown it.' })
export class StudyNotWorkedOut extends Refusal {}

export const studyNotWorkedOut = (message: string): RefusalData => ({ __typename: 'StudyNotWorkedOut', code: 'STUDY_NOT_WORKED_OUT', message });

export const studyChangedSince = (revision: number): RefusalData & { revision: number } => ({
  __typename: 'StudyChangedSince', code: 'STUDY_CHANGED_SINCE', revision, message: 'This study was changed in another window since you opened it. Nothing of yours is lost: look at the newer one before you save over it.',
});

export const studyFrozen = (): RefusalData => ({ __typename: 'StudyFrozen', code: 'STUDY_FROZEN', message: 'This study was shared with the members, so it stays as it is. Copy it to go on from here.' });
