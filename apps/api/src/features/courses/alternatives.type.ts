import { Field, ObjectType, PickType } from '@nestjs/graphql';
import { Section } from './section.type.js';

@ObjectType({ description: 'Another section that may do in place of one whose seats came to nothing.' })
export class Alternative extends PickType(Section, ['id', 'title', 'teachingDistrict', 'termName', 'firstDay', 'lastDay', 'meeting', 'seatsLeft'] as const) {
  @Field(() => String, { description: 'How it fits the home school day: 45 of 50 min, 4 of 5 days.' })
  fitSentence!: string;
}
