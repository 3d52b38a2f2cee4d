import { type DynamicModule, type Type } from '@nestjs/common';
import { type EntitySchema } from 'typeorm';
import { AgreementsModule } from './agreements/index.js';
import { CalendarsModule } from './calendars/index.js';
import { CostSharesModule } from './cost-shares/index.js';
import { CoursesModule } from './courses/index.js';
import { DistrictsModule } from './districts/index.js';
import { inboxEntities } from './inbox/inbox.entity.js';
import { InboxModule } from './inbox/index.js';
import { OfferingsModule } from './offerings/index.js';
import { peopleEntities } from './people/people.entity.js';
import { PeopleModule } from './people/index.js';

/** In the order of knowledge: each may know only those before it. */
export const featureModules: (Type | DynamicModule)[] = [
  DistrictsModule, PeopleModule, CalendarsModule, AgreementsModule, InboxModule, CostSharesModule, OfferingsModule, CoursesModule,
];

export const entities: ((new () => object) | EntitySchema)[] = [...peopleEntities, ...inboxEntities];
