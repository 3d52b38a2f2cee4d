import { Field, InputType } from '@nestjs/graphql';
import { IsEnum, IsInt, IsNotEmpty, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { Cents } from '../../platform/graphql/scalars.js';
import { ChargeKind, ChargeShare } from './proposal.type.js';

const MOST_CENTS = 1_000_000_000_00;

@InputType({ description: 'Freight or a fee.' })
export class RoundChargeInput {
  @Field(() => String, { description: 'What it is: Freight.' })
  @IsNotEmpty({ message: 'Name the charge.' }) @MaxLength(60, { message: 'A name has at most 60 characters.' })
  name!: string;

  @Field(() => ChargeKind, { description: 'How it is measured.' })
  @IsEnum(ChargeKind, { message: 'Choose how it is measured.' })
  kind!: ChargeKind;

  @Field(() => Cents, { nullable: true, description: 'The amount, or the amount for each of `unit`.' })
  @IsOptional() @IsInt({ message: 'Enter an amount.' }) @Min(1, { message: 'Enter an amount above zero.' }) @Max(MOST_CENTS, { message: 'That amount is too high to be one.' })
  cents!: number | null;

  @Field(() => String, { nullable: true, description: 'The percentage of the goods, exactly: 2.5' })
  @IsOptional() @Matches(/^\d{1,2}(\.\d{1,4})?$/, { message: 'Enter a percentage, such as 2.5.' })
  percent!: string | null;

  @Field(() => String, { nullable: true, description: 'What the amount is for each of: a unit of the item.' })
  @IsOptional() @MaxLength(30, { message: 'A unit has at most 30 characters.' })
  unit!: string | null;

  @Field(() => ChargeShare, { nullable: true, description: 'How one amount is shared. A percentage goes by goods, an amount per unit by quantity: there it is left out.' })
  @IsOptional() @IsEnum(ChargeShare, { message: 'Choose how it is shared.' })
  sharedBy!: ChargeShare | null;
}

@InputType({ description: 'A code from a list of codes, as it stands there. No list is kept here.' })
export class ItemCodeInput {
  @Field(() => String, { description: 'The code.' })
  @IsNotEmpty({ message: 'Type the code.' }) @MaxLength(30, { message: 'A code has at most 30 characters.' })
  code!: string;

  @Field(() => String, { description: 'The list it is from: NIGP, UNSPSC.' })
  @IsNotEmpty({ message: 'Say from which list the code is: NIGP, UNSPSC.' }) @MaxLength(30, { message: 'The name of a list has at most 30 characters.' })
  list!: string;

  @Field(() => String, { nullable: true, description: 'Which version of the list.' })
  @IsOptional() @MaxLength(30, { message: 'A version has at most 30 characters.' })
  version!: string | null;
}
