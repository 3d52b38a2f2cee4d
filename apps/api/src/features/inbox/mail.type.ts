import { Field, ID, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/page.js';

@ObjectType({ description: 'A mail the product wrote.' })
export class Mail {
  @Field(() => ID, { description: 'The mail.' })
  id!: string;

  @Field(() => String, { description: 'The address it goes to.' })
  to!: string;

  @Field(() => String, { description: 'Its subject.' })
  subject!: string;

  @Field(() => String, { description: 'Its text.' })
  text!: string;

  @Field(() => Date, { description: 'When it was written.' })
  createdAt!: Date;
}

@ObjectType({ description: 'A page of mail, newest first.' })
export class MailConnection {
  @Field(() => [Mail], { description: 'The mails of this page.' })
  nodes!: Mail[];

  @Field(() => PageInfo, { description: 'Whether more follow.' })
  pageInfo!: PageInfo;
}
