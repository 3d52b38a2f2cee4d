import { createUnionType, Field, ID, InputType } from '@nestjs/graphql';
import { IsEnum, IsNotEmpty, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { OrderWay } from './order.type.js';
import { RoundNotPossible, RoundStepInput } from './round.input.js';
import { Round } from './round.type.js';

@InputType({ description: 'How the orders of a locked round leave.' })
export class ReleaseRoundInput extends RoundStepInput {
  @Field(() => OrderWay, { description: 'Who buys.' })
  @IsEnum(OrderWay, { message: 'Say who buys.' })
  way!: OrderWay;

  @Field(() => String, { description: 'From whom.' })
  @IsNotEmpty({ message: 'Name the supplier.' }) @MaxLength(120, { message: 'A name has at most 120 characters.' })
  supplier!: string;

  @Field(() => String, { nullable: true, description: 'Where the supplier takes orders: an address, a number, a portal.' })
  @IsOptional() @MaxLength(200, { message: 'Say it in at most 200 characters.' })
  supplierContact!: string | null;

  @Field(() => String, { nullable: true, description: 'The purchase-order number of the leading district, where it buys for all.' })
  @IsOptional() @MaxLength(60, { message: 'A number has at most 60 characters.' })
  purchaseOrderNumber!: string | null;
}

@InputType({ description: 'The number under which the finance system of my district knows an order.' })
export class PlaceOrderInput extends KeyedInput {
  @Field(() => ID, { description: 'The order.' })
  @IsUUID(undefined, { message: 'That is not the id of an order.' })
  orderId!: string;

  @Field(() => String, { description: 'The purchase-order number.' })
  @IsNotEmpty({ message: 'Enter the purchase-order number.' }) @MaxLength(60, { message: 'A number has at most 60 characters.' })
  purchaseOrderNumber!: string;
}

const answer = (name: string, description: string) => createUnionType({ name, description, types: () => [Round, RoundNotPossible, ...commonRefusals] as const, resolveType: byTypename });
export const ReleaseRoundResult = answer('ReleaseRoundResult', 'The round with its orders, or why not.');
export const PlaceOrderResult = answer('PlaceOrderResult', 'The round of the placed order, or why not.');
