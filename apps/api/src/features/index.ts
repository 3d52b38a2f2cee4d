import { type DynamicModule, type Type } from '@nestjs/common';
import { type EntitySchema } from 'typeorm';
import { DistrictsModule } from './districts/index.js';
import { inboxEntities } from './inbox/inbox.entity.js';
import { InboxModule } from './inbox/index.js';
import { peopleEntities } from './people/people.entity.js';
import { PeopleModule } from './people/index.js';

export const featureModules: (Type | DynamicModule)[] = [DistrictsModule, PeopleModule, InboxModule];
export const entities: ((new () => object) | EntitySchema)[] = [...peopleEntities, ...inboxEntities];
