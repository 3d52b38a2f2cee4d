// caught: features-listed
// caught: features-listed
import { LedgerModule } from './ledger/ledger.module.js';
import { Account } from './people/account.entity.js';
import { PeopleModule } from './people/index.js';

export const entities = [Account];
// One is forgotten, and one comes in by the window.
export const featureModules = [PeopleModule, LedgerModule];
