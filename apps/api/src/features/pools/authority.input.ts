import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEnum, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { CheckAnswer, DocumentKind } from './authority.type.js';

@InputType({ description: 'A document of a round.' })
export class RoundDocumentInput {
  @Field(() => DocumentKind, { description: 'What it is.' })
  @IsEnum(DocumentKind, { message: 'Choose what the document is.' })
  kind!: DocumentKind;

  @Field(() => String, { nullable: true, description: 'Its title; what it is if left out.' })
  @IsOptional() @MaxLength(120, { message: 'A title has at most 120 characters.' })
  title!: string | null;

  @Field(() => String, { description: 'Where it is: an address that begins with https.' })
  @IsNotEmpty({ message: 'Enter the address of the document.' }) @MaxLength(500, { message: 'An address has at most 500 characters.' })
  address!: string;
}

@InputType({ description: 'An answer to a question of the checklist.' })
export class CheckAnswerInput {
  @Field(() => String, { description: 'The question.' })
  @IsNotEmpty({ message: 'Name the question.' }) @MaxLength(40, { message: 'That is not a question.' })
  key!: string;

  @Field(() => CheckAnswer, { description: 'The answer.' })
  @IsEnum(CheckAnswer, { message: 'Answer yes, no or not applicable.' })
  answer!: CheckAnswer;

  @Field(() => String, { nullable: true, description: 'A note.' })
  @IsOptional() @MaxLength(500, { message: 'A note has at most 500 characters.' })
  note!: string | null;
}

@InputType({ description: 'What a district writes down about its use of a contract.' })
export class DueDiligenceInput {
  @Field(() => String, { description: 'Why it uses this contract.' })
  @IsString({ message: 'Write why your district uses this contract.' }) @MaxLength(2000, { message: 'A reason has at most 2,000 characters.' })
  reason!: string;

  @Field(() => [CheckAnswerInput], { description: 'What was checked.' })
  @ArrayMaxSize(20, { message: 'There are not so many questions.' }) @ValidateNested({ each: true }) @Type(() => CheckAnswerInput)
  answers!: CheckAnswerInput[];
}
