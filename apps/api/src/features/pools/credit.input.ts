import { createUnionType, Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsNotEmpty, Matches, Max, MaxLength, Min } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { MatchStepInput } from './match.input.js';
import { RoundNotPossible } from './round.input.js';
import { RoundSettlement } from './settlement.type.js';

@InputType({ description: 'A credit note against a credit that was expected, or its correction: one of nothing is withdrawn.' })
export class RecordCreditInput extends MatchStepInput {
  @Field(() => String, { description: 'The difference it answers.' })
  @IsNotEmpty({ message: 'Name the difference.' }) @MaxLength(200, { message: 'That is not the key of a difference.' })
  key!: string;

  @Field(() => String, { description: "The supplier's number." })
  @IsNotEmpty({ message: 'Enter the number of the credit note.' }) @MaxLength(60, { message: 'A number has at most 60 characters.' })
  number!: string;

  @Field(() => Int, { description: 'The revision that is corrected, as it was shown; 0 for a new one.' })
  @IsInt({ message: 'Say which entry this follows.' }) @Min(0, { message: 'Say which entry this follows.' })
  revision!: number;

  @Field(() => LocalDate, { description: 'Its date.' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choose the date of the credit note.' })
  day!: string;

  @Field(() => Cents, { description: 'How much; nothing withdraws it.' })
  @IsInt({ message: 'Enter an amount.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(100_000_000_000_00, { message: 'That amount is too high to be one.' })
  cents!: number;
}

export const RecordCreditResult = createUnionType({ name: 'RecordCreditResult', description: 'The settlement with the note, or why not.', types: () => [RoundSettlement, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
