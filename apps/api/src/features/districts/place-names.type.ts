import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A district, service agency or college by its names.' })
export class DistrictName {
  @Field(() => ID, { description: 'The district.' })
  id!: string;

  @Field(() => String, { description: 'Its full name.' })
  name!: string;

  @Field(() => String, { description: 'What neighbors call it.' })
  shortName!: string;
}

@ObjectType({ description: 'A consortium by its names.' })
export class ConsortiumName {
  @Field(() => ID, { description: 'The consortium.' })
  id!: string;

  @Field(() => String, { description: 'Its full name.' })
  name!: string;

  @Field(() => String, { description: 'What its members call it.' })
  shortName!: string;
}
