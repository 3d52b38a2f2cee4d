import { type Rule } from '../repo.js';
import { clock } from './clock.js';
import { entities } from './entities.js';
import { escapes } from './escapes.js';
import { followOneSeat } from './follow-one-seat.js';
import { guards } from './guards.js';
import { imports } from './imports.js';
import { indexes } from './indexes.js';
import { migrations } from './migrations.js';
import { names } from './names.js';
import { pure } from './pure.js';
import { schema } from './schema.js';
import { sizes } from './sizes.js';
import { words } from './words.js';

export const rules: readonly Rule[] = [imports, pure, entities, guards, clock, names, words, sizes, migrations, indexes, escapes, followOneSeat, schema];
