import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { PageInfo } from '../../platform/graphql/page.js';
import { RoleHeld } from './role.type.js';

@ObjectType({ description: 'The person who is signed in.' })
export class Viewer {
  readonly __typename = 'Viewer';
  /** For fields that later features add; never a field itself. */
  readonly principal!: Principal;

  @Field(() => ID, { description: 'The account.' })
  id!: string;

  @Field(() => String, { description: 'The name others see.' })
  displayName!: string;

  @Field(() => String, { description: 'The address of the account.' })
  email!: string;
}

export const PersonStatus = { INVITED: 'invited', ACTIVE: 'active', DISABLED: 'disabled' } as const;
registerEnumType(PersonStatus, {
  name: 'PersonStatus',
  description: 'How far an account is.',
  valuesMap: {
    INVITED: { description: 'Has not taken the invitation up yet.' },
    ACTIVE: { description: 'Can sign in.' },
    DISABLED: { description: 'Can no longer sign in.' },
  },
});

@ObjectType({ description: 'Somebody who holds a role in a place of mine.' })
export class Person {
  readonly __typename!: 'Person';

  @Field(() => ID, { description: 'The account.' })
  id!: string;

  @Field(() => String, { description: 'The name others see.' })
  displayName!: string;

  @Field(() => String, { description: 'The address of the account.' })
  email!: string;

  @Field(() => PersonStatus, { description: 'Invited, active or disabled.' })
  status!: 'invited' | 'active' | 'disabled';

  @Field(() => [RoleHeld], { description: 'Roles held now in places I belong to.' })
  roles!: RoleHeld[];
}

@ObjectType({ description: 'A page of people, by name.' })
export class PersonConnection {
  @Field(() => [Person], { description: 'The people of this page.' })
  nodes!: Person[];

  @Field(() => PageInfo, { description: 'Whether more follow.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'Whom to turn to in a place: name and roles, never an address.' })
export class Contact {
  @Field(() => String, { description: 'The name others see.' })
  displayName!: string;

  @Field(() => String, { description: 'What they do there: "Counselor and registrar".' })
  roleWords!: string;
}
