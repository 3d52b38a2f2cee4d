import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A place where my account is signed in.' })
export class Session {
  @Field(() => ID, { description: 'To end it.' })
  id!: string;

  @Field(() => Date, { description: 'When it began.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last used, to the minute.' })
  lastSeenAt!: Date;

  @Field(() => String, { description: 'Browser and system in a few words: "Firefox on Windows".' })
  device!: string;

  @Field(() => Boolean, { description: 'True for the session that asks.' })
  current!: boolean;
}

@ObjectType({ description: 'Sessions were ended.' })
export class SignedOut {
  readonly __typename!: 'SignedOut';

  @Field(() => Int, { description: 'How many.' })
  sessionsEnded!: number;
}

@ObjectType({ description: 'The new password counts from now on.' })
export class PasswordChanged {
  readonly __typename!: 'PasswordChanged';

  @Field(() => Int, { description: 'How many other sessions of mine that ended.' })
  otherSessionsEnded!: number;
}

@ObjectType({ description: 'If the address belongs to an account, a mail is on its way to it.' })
export class MailOnItsWay {
  readonly __typename!: 'MailOnItsWay';

  @Field(() => String, { description: 'What to do now.' })
  message!: string;
}
