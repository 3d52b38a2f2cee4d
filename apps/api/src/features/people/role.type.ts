import { type Role, roles } from '@barnraise/lifecycle';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ConsortiumName, DistrictName } from '../districts/index.js';

/** Named COUNSELOR in the graph, stored as counselor. */
export const RoleName = Object.fromEntries(roles.map((role) => [role.toUpperCase(), role])) as Record<Uppercase<Role>, Role>;
registerEnumType(RoleName, { name: 'Role', description: 'What somebody does in a district, or (COORDINATOR, FISCAL_AGENT) in a consortium.' });

@ObjectType({ description: 'A role held now, in exactly one place.' })
export class RoleHeld {
  @Field(() => ID, { description: 'To end it.' })
  id!: string;

  @Field(() => RoleName, { description: 'Which role.' })
  role!: Role;

  @Field(() => String, { description: 'The role as people say it: "Business manager".' })
  roleWords!: string;

  @Field(() => DistrictName, { nullable: true, description: 'Where, for a role in a district.' })
  district!: DistrictName | null;

  @Field(() => ConsortiumName, { nullable: true, description: 'Where, for a role in a consortium.' })
  consortium!: ConsortiumName | null;
}
