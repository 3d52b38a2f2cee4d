import { createUnionType, Field, ID, InputType } from '@nestjs/graphql';
import { IsNotEmpty, IsUUID, Matches, MaxLength } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { LocalDate } from '../../platform/graphql/scalars.js';
import { StepNotPossible } from '../courses/index.js';
import { RequestWindow } from './request-window.type.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

@InputType({ description: 'A new request window. It opens in the morning of its first day, or at once, and closes at five in the afternoon of its last: within 180 days of its first.' })
export class OpenRequestWindowInput extends KeyedInput {
  @Field(() => ID, { description: 'My consortium.' })
  @IsUUID(undefined, { message: 'That is not the id of a consortium.' })
  consortiumId!: string;

  @Field(() => String, { description: 'For which school year: 2027-28.' })
  @Matches(/^20\d{2}-\d{2}$/, { message: 'Choose the school year.' })
  schoolYear!: string;

  @Field(() => LocalDate, { description: 'First day.' })
  @Matches(DAY, { message: 'Choose the first day.' })
  opensOn!: string;

  @Field(() => LocalDate, { description: 'Last day.' })
  @Matches(DAY, { message: 'Choose the last day.' })
  closesOn!: string;
}

@InputType({ description: 'A later close: once, and before the present one.' })
export class ExtendRequestWindowInput extends KeyedInput {
  @Field(() => ID, { description: 'The window.' })
  @IsUUID(undefined, { message: 'That is not the id of a request window.' })
  windowId!: string;

  @Field(() => LocalDate, { description: 'New last day.' })
  @Matches(DAY, { message: 'Choose the new last day.' })
  closesOn!: string;
}

@InputType({ description: 'The end of a window without an allotment: as long as that has not begun.' })
export class CancelRequestWindowInput extends KeyedInput {
  @Field(() => ID, { description: 'The window.' })
  @IsUUID(undefined, { message: 'That is not the id of a request window.' })
  windowId!: string;

  @Field(() => String, { description: 'Why: every member reads it.' })
  @IsNotEmpty({ message: 'Say why: every member reads it.' })
  @MaxLength(300, { message: 'Say it in at most 300 characters.' })
  reason!: string;
}

const result = (name: string) => createUnionType({ name, description: 'The window, or why not.', types: () => [RequestWindow, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename });

export const OpenRequestWindowResult = result('OpenRequestWindowResult');
export const ExtendRequestWindowResult = result('ExtendRequestWindowResult');
export const CancelRequestWindowResult = result('CancelRequestWindowResult');
