import { createUnionType, Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsBoolean, IsEnum } from 'class-validator';
import { byTypename, InvalidInput } from '../../platform/graphql/refusals.js';

export enum TaskMail { AT_ONCE = 'at_once', DAILY = 'daily' }
registerEnumType(TaskMail, { name: 'TaskMail', description: 'When tasks come by mail: at once, or together each school-day morning.' });

export enum NewsMail { AT_ONCE = 'at_once', DAILY = 'daily', WEEKLY = 'weekly', NEVER = 'never' }
registerEnumType(NewsMail, { name: 'NewsMail', description: 'When news comes by mail: at once, each weekday morning, Monday mornings, or not at all.' });

@ObjectType({ description: 'What comes to me by mail, and when. Everything is in the inbox as well.' })
export class MailPreference {
  readonly __typename!: 'MailPreference';

  @Field(() => TaskMail, { description: 'What waits for me.' })
  tasks!: TaskMail;

  @Field(() => NewsMail, { description: 'What became of seats of ours.' })
  bookings!: NewsMail;

  @Field(() => NewsMail, { description: 'Everything else that is good to know.' })
  news!: NewsMail;

  @Field(() => Boolean, { description: 'Reminders before a task runs out.' })
  reminders!: boolean;

  @Field(() => String, { description: 'At which time of day a morning mail comes: 6:30 AM, Mountain Time.' })
  morningWords!: string;

  @Field(() => Boolean, { description: 'Mail leaves this installation; otherwise it is kept.' })
  leaves!: boolean;
}

@InputType({ description: 'What shall come by mail.' })
export class ChooseMailInput {
  @Field(() => TaskMail, { description: 'What waits for me.' })
  @IsEnum(TaskMail, { message: 'Choose at once or each morning.' })
  tasks!: TaskMail;

  @Field(() => NewsMail, { description: 'What became of seats of ours.' })
  @IsEnum(NewsMail, { message: 'Choose when.' })
  bookings!: NewsMail;

  @Field(() => NewsMail, { description: 'Everything else that is good to know.' })
  @IsEnum(NewsMail, { message: 'Choose when.' })
  news!: NewsMail;

  @Field(() => Boolean, { description: 'Reminders before a task runs out.' })
  @IsBoolean({ message: 'Answer yes or no.' })
  reminders!: boolean;
}

export const ChooseMailResult = createUnionType({ name: 'ChooseMailResult', description: 'What is chosen now, or why not.', types: () => [MailPreference, InvalidInput] as const, resolveType: byTypename });
