import { Matches } from 'class-validator';
import { Field, ID, InputType } from '@nestjs/graphql';

@InputType({ isAbstract: true })
export abstract class KeyedInput {
  @Field(() => ID, { description: 'Chosen by the caller, new for each act: sent again with the same contents, it gives the first answer.' })
  @Matches(/^[\w-]{8,80}$/, { message: 'The idempotency key must be 8 to 80 letters, digits, - or _.' })
  idempotencyKey!: string;
}
