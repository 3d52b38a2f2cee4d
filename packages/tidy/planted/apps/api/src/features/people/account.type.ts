// caught: resolver-service-entity
import { type Account } from './account.entity.js';

export type AccountType = Account;
