import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Cents } from '../../platform/graphql/scalars.js';
import { DistrictName } from '../districts/index.js';
import { RoundOrderCharge } from './proposal.type.js';

export enum OrderWay { DISTRICT = 'district', LEAD = 'lead' }
registerEnumType(OrderWay, { name: 'OrderWay', description: 'Who buys: each district by an order of its own, or the leading district for all.' });

@ObjectType({ description: 'A line of an order, at the price of the contract.' })
export class RoundOrderLine {
  @Field(() => String, { description: 'The item.' })
  itemKey!: string;

  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => DistrictName, { description: 'For whom.' })
  district!: DistrictName;

  @Field(() => String, { nullable: true, description: 'The school it is delivered to.' })
  siteName!: string | null;

  @Field(() => String, { description: 'How much, in the unit of the price and what is left over: "6 cases and 4 filters".' })
  quantityWords!: string;

  @Field(() => Int, { description: 'How many of the unit that tables for a finance system count in: of the unit of the price where that is whole, else of the smallest.' })
  quantity!: number;

  @Field(() => String, { nullable: true, description: 'Beside a quantity that is not whole in the unit of the price: "40 filters; 1 case is 6 filters".' })
  conversionWords!: string | null;

  @Field(() => String, { description: 'The price of the contract: "$42.00 per case".' })
  unitPriceWords!: string;

  @Field(() => Cents, { description: 'The price of the contract.' })
  unitPriceCents!: number;

  @Field(() => Cents, { description: 'What the line costs beside quantity times price.' })
  adjustmentCents!: number;

  @Field(() => String, { nullable: true, description: 'What the adjustment is; null where there is none.' })
  adjustmentWords!: string | null;

  @Field(() => Cents, { description: 'What the line costs.' })
  cents!: number;
}

@ObjectType({ description: 'An order of a district of mine in a round. Its papers are at /orders/ID/order.pdf, .csv and .xml once it is placed.' })
export class RoundOrder {
  @Field(() => ID, { description: 'The order.' })
  id!: string;

  @Field(() => String, { description: 'Our number; none is given twice.' })
  number!: string;

  @Field(() => DistrictName, { description: 'Who orders, and is bound by it.' })
  district!: DistrictName;

  @Field(() => OrderWay, { description: 'Who buys.' })
  way!: OrderWay;

  @Field(() => String, { description: 'From whom.' })
  supplier!: string;

  @Field(() => String, { nullable: true, description: 'Where the supplier takes orders.' })
  supplierContact!: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the finance system of the district that orders; null until it is entered.' })
  purchaseOrderNumber!: string | null;

  @Field(() => Date, { description: 'When the round was released.' })
  releasedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the order got its number and could leave.' })
  placedAt!: Date | null;

  @Field(() => Cents, { description: 'What it comes to.' })
  totalCents!: number;

  @Field(() => [RoundOrderLine], { description: 'Line by line.' })
  lines!: RoundOrderLine[];

  @Field(() => [RoundOrderCharge], { description: 'Freight and fees, line by line.' })
  charges!: RoundOrderCharge[];

  @Field(() => Boolean, { description: 'I may enter the number.' })
  mayPlace!: boolean;
}
