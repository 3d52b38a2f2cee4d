export { Account } from './people/account.entity.js';
