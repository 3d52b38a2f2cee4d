import { type DynamicModule, type Type } from '@nestjs/common';
import { type EntitySchema } from 'typeorm';
import { DistrictsModule } from './districts/index.js';
import { inboxEntities } from './inbox/entities.js';
import { InboxModule } from './inbox/index.js';
import { peopleEntities } from './people/entities.js';
import { PeopleModule } from './people/index.js';

export const featureModules: (Type | DynamicModule)[] = [DistrictsModule, PeopleModule, InboxModule];
export const entities: ((new () => object) | EntitySchema)[] = [...peopleEntities, ...inboxEntities];
