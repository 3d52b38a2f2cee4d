export { PeopleModule } from './people.module.js';
export { PeopleService } from './people.service.js';
export { InvitationService } from './invitation.service.js';
export { PASSWORD_HASHING, Passwords } from './password-hash.service.js';
export { Contact, Person, Viewer } from './person.type.js';
export { RoleHeld, RoleName } from './role.type.js';
export { listed, roleWords } from './role.policy.js';
