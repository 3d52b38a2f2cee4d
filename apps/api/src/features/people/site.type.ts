import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Somebody on the demo\'s sign-in list.' })
export class DemoPerson {
  @Field(() => ID, { description: 'For signInAsDemoPerson.' })
  accountId!: string;

  @Field(() => String, { description: 'The name others see.' })
  displayName!: string;

  @Field(() => String, { description: 'The address to sign in with.' })
  email!: string;

  @Field(() => String, { description: 'What they do: "Counselor and registrar".' })
  roleWords!: string;

  @Field(() => String, { description: 'Where they do it.' })
  placeName!: string;

  @Field(() => String, { description: 'What to try as this person.' })
  tryThis!: string;
}

@ObjectType({ description: 'What anyone may know of this installation.' })
export class Site {
  @Field(() => Boolean, { description: 'True when everything in here is invented, for trying it out.' })
  demo!: boolean;

  @Field(() => Date, { description: 'The product\'s clock: database time plus the demo\'s offset.' })
  now!: Date;

  @Field(() => [DemoPerson], { description: 'People to try the demo as; empty outside it.' })
  demoPeople!: DemoPerson[];

  @Field(() => String, { nullable: true, description: 'The password of every demo person; null outside the demo.' })
  demoPassword!: string | null;

  @Field(() => Boolean, { description: 'True when mail is kept for reading here instead of being sent.' })
  mailReadable!: boolean;
}
