import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsEnum, IsUUID } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { StepNotPossible } from './seat.refusals.js';

export enum MappingApprover { REGISTRAR = 'registrar', COUNSELOR = 'counselor', DISTRICT_ADMINISTRATOR = 'district_administrator', SUPERINTENDENT = 'superintendent' }
registerEnumType(MappingApprover, { name: 'MappingApprover', description: 'A role that a district may let approve what a remote course counts as.' });

@ObjectType({ description: 'Who approves what a remote course counts as in a district.' })
export class MappingApprovers {
  readonly __typename!: 'MappingApprovers';

  @Field(() => ID, { description: 'The district.' })
  districtId!: string;

  @Field(() => [MappingApprover], { description: 'The roles.' })
  roles!: MappingApprover[];

  @Field(() => String, { description: 'The people, in words: Delphine Aguirre or another registrar.' })
  words!: string;

  @Field(() => Boolean, { description: 'I may set it.' })
  mayChange!: boolean;
}

@InputType({ description: 'Who shall approve.' })
export class SetMappingApproversInput extends KeyedInput {
  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => [MappingApprover], { description: 'The roles, at least one.' })
  @ArrayMinSize(1, { message: 'Choose at least one role: somebody has to approve.' }) @ArrayMaxSize(4, { message: 'There are four roles to choose from.' }) @IsEnum(MappingApprover, { each: true, message: 'Choose among the four roles.' })
  roles!: MappingApprover[];
}

export const SetMappingApproversResult = createUnionType({
  name: 'SetMappingApproversResult', description: 'Who approves now, or why not.', types: () => [MappingApprovers, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename,
});
