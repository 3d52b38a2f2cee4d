import { sql } from './0003-new.js';
import { Listed } from './0004-listed.js';
import { TooEarly } from './0006-too-early.js';
import { OnlyImported } from './0007-only-imported.js';
import { Twice } from './0008-twice.js';
import { forwardOnly } from './forward-only.js';

export const later: OnlyImported[] = [];
// caught: migrations-listed
export const migrations = [sql, TooEarly, Listed, Twice, Twice, forwardOnly];
