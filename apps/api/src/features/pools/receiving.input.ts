import { createUnionType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { RoundReceiving } from './receiving.type.js';
import { RoundNotPossible, RoundStepInput } from './round.input.js';

@InputType({ description: 'All that has come so far of one line of an order, in place of what was said before.' })
export class RecordReceiptInput extends RoundStepInput {
  @Field(() => ID, { description: 'The order.' })
  @IsUUID(undefined, { message: 'That is not the id of an order.' })
  orderId!: string;

  @Field(() => ID, { description: 'The district at whose site it came.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => String, { description: 'The item.' })
  @IsNotEmpty({ message: 'Name the item.' }) @MaxLength(40, { message: 'That is not the key of an item.' })
  itemKey!: string;

  @Field(() => Int, { description: 'What was said before, as it was shown: its revision, or 0.' })
  @IsInt({ message: 'Say which entry this follows.' }) @Min(0, { message: 'Say which entry this follows.' })
  revision!: number;

  @Field(() => Int, { description: 'In good order, in the smallest unit.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(30_000_000, { message: 'Enter at most 30,000,000.' })
  good!: number;

  @Field(() => Int, { description: 'Damaged.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(30_000_000, { message: 'Enter at most 30,000,000.' })
  damaged!: number;

  @Field(() => Int, { description: 'Something else in its place.' })
  @IsInt({ message: 'Enter a whole number.' }) @Min(0, { message: 'Enter zero or more.' }) @Max(30_000_000, { message: 'Enter at most 30,000,000.' })
  substituted!: number;

  @Field(() => String, { nullable: true, description: 'What came instead.' })
  @IsOptional() @MaxLength(120, { message: 'Say it in at most 120 characters.' })
  substitute!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the substitute is kept and paid for.' })
  @IsOptional() @IsBoolean({ message: 'Say whether you keep it.' })
  accepted!: boolean | null;

  @Field(() => Boolean, { description: 'Nothing more is awaited.' })
  @IsBoolean({ message: 'Say whether more is to come.' })
  complete!: boolean;

  @Field(() => String, { nullable: true, description: 'A remark.' })
  @IsOptional() @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  note!: string | null;
}

const answer = (name: string, description: string) => createUnionType({ name, description, types: () => [RoundReceiving, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
export const RecordReceiptResult = answer('RecordReceiptResult', 'What came by now, or why it was not written down.');
export const CloseReceivingResult = answer('CloseReceivingResult', 'What each keeps, or why receiving is still open.');
