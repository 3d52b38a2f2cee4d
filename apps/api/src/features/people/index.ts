export { PeopleModule } from './people.module.js';
export { PeopleService } from './people.service.js';
export { InvitationService } from './invitation.service.js';
export { DEMO_PASSWORD, PASSWORD_HASHING, Passwords } from './passwords.js';
export { Contact, Person, Viewer } from './person.type.js';
export { RoleHeld, RoleName } from './role.type.js';
export { roleWords } from './role-words.js';
