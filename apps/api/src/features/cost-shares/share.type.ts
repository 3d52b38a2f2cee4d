import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Cents } from '../../platform/graphql/scalars.js';
import { Refusal, type RefusalData } from '../../platform/graphql/refusals.js';

@ObjectType({ description: 'What a home district pays for seats: expected and at most, with every step behind it.' })
export class ShareCalculation {
  @Field(() => ID, { nullable: true, description: "The stored calculation's id; null while it is only a quote." })
  id!: string | null;

  @Field(() => Cents, { description: 'With the seats known now.' })
  expectedCents!: number;

  @Field(() => Cents, { description: 'The most it can come to under the plan: the figure to authorize.' })
  maximumCents!: number;

  @Field(() => String, { description: 'What the amounts are for: 3 seats, spring term.' })
  per!: string;

  @Field(() => String, { description: 'How the cost is shared, in a few words.' })
  methodWords!: string;

  @Field(() => [String], { description: 'The trace in plain words.' })
  sentences!: string[];

  @Field(() => String, { description: 'SHA-256 over plan, facts and request.' })
  inputHash!: string;

  @Field(() => String, { description: 'The whole trace as canonical JSON, to be recomputed offline.' })
  traceJson!: string;
}

@ObjectType({ description: 'What one more unit would cost my district.' })
export class ShareGlance {
  @Field(() => Cents, { description: 'With the seats known now.' })
  expectedCents!: number;

  @Field(() => Cents, { description: 'At most.' })
  maximumCents!: number;

  @Field(() => String, { description: 'What the amounts are for: 1 seat, spring term.' })
  per!: string;
}

@ObjectType({ implements: () => Refusal, description: 'The cost plan cannot be worked out for this request; without a cost, nothing is taken.' })
export class CostNotComputable extends Refusal {}

export const costNotComputable = (message: string): RefusalData => ({ __typename: 'CostNotComputable', code: 'COST_NOT_COMPUTABLE', message });
