import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One thing that is wrong with a file.' })
export class FileProblem {
  @Field(() => Int, { description: 'As a spreadsheet counts: the heads are row 1.' })
  row!: number;

  @Field(() => String, { description: 'Under which head; empty for the whole row.' })
  column!: string;

  @Field(() => String, { description: 'The rule, in short.' })
  rule!: string;

  @Field(() => String, { description: 'What is wrong and what to do.' })
  message!: string;
}
