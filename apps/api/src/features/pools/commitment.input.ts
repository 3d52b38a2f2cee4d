import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, Min } from 'class-validator';
import { CommitmentStepInput } from './round.input.js';

@InputType({ description: 'What an approver says of the commitment of a district, as it was looked at.' })
export class DecideCommitmentInput extends CommitmentStepInput {
  @Field(() => Int, { description: 'The revision that was looked at: no other is approved or declined.' })
  @IsInt({ message: 'Say which revision was looked at.' }) @Min(1, { message: 'Say which revision was looked at.' })
  revision!: number;
}
