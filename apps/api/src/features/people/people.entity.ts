import { AccountEntity, AccountLinkEntity, CredentialEntity, ExternalIdentityEntity } from './account.entity.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';
import { RoleInvitationEntity } from './role-invitation.entity.js';
import { AttemptEntity, SessionEntity } from './session.entity.js';

export const peopleEntities = [
  AccountEntity, CredentialEntity, ExternalIdentityEntity, AccountLinkEntity, RoleAssignmentEntity, RoleInvitationEntity, SessionEntity, AttemptEntity,
];
