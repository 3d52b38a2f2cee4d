// caught: door-without-entity
export { Account } from './account.entity.js';
export { AccountService } from './account.service.js';
export { type AccountType } from './account.type.js';
export { PeopleModule } from './people.module.js';
