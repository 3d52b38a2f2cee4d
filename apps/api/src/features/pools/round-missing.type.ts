import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum RoundMissingCode {
  LEAD_AGENCY = 'lead-agency', CONTRACT_NUMBER = 'contract-number', CLAUSE = 'clause', TERM = 'term', TERM_AT_LOCK = 'term-at-lock', TERM_AFTER_LOCK = 'term-after-lock', STATE = 'state', AWARD = 'award', SPECIFICATION = 'specification', LOCK_AHEAD = 'lock-ahead',
}
registerEnumType(RoundMissingCode, { name: 'RoundMissingCode', description: 'What a round lacks: something of its contract, a contract that runs long enough, a state, an award document, what an item has to be like, a lock that is still to come.' });

@ObjectType({ description: 'One thing that a round lacks before its next step.' })
export class RoundMissing {
  @Field(() => RoundMissingCode, { description: 'What it is.' })
  code!: RoundMissingCode;

  @Field(() => String, { description: 'The field of the proposal it is typed into, as problems name it: `clause`, `items.0.specification`.' })
  field!: string;

  @Field(() => String, { description: 'The same in words.' })
  words!: string;
}
