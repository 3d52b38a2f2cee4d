import { type DynamicModule, type Type } from '@nestjs/common';
import { type EntitySchema } from 'typeorm';
import { agreementsEntities } from './agreements/agreements.entity.js';
import { AgreementsModule } from './agreements/index.js';
import { calendarsEntities } from './calendars/calendars.entity.js';
import { CalendarsModule } from './calendars/index.js';
import { costSharesEntities } from './cost-shares/cost-shares.entity.js';
import { CostSharesModule } from './cost-shares/index.js';
import { coursesEntities } from './courses/courses.entity.js';
import { CoursesModule } from './courses/index.js';
import { districtsEntities } from './districts/districts.entity.js';
import { DistrictsModule } from './districts/index.js';
import { inboxEntities } from './inbox/inbox.entity.js';
import { mailEntities } from './inbox/mail-preference.entity.js';
import { GradesModule } from './grades/index.js';
import { InboxModule } from './inbox/index.js';
import { needsEntities } from './needs/course-need.entity.js';
import { InsightsModule } from './insights/index.js';
import { NeedsModule } from './needs/index.js';
import { offeringsEntities } from './offerings/offerings.entity.js';
import { OfferingsModule } from './offerings/index.js';
import { peopleEntities } from './people/people.entity.js';
import { PeopleModule } from './people/index.js';
import { PoolsModule } from './pools/index.js';
import { poolsEntities } from './pools/pools.entity.js';
import { WindowsModule } from './windows/index.js';
import { windowsEntities } from './windows/request-window.entity.js';
import { RostersModule } from './rosters/index.js';
import { RunningModule } from './running/index.js';

/** In the order of knowledge: each may know only those before it. */
export const featureModules: (Type | DynamicModule)[] = [
  DistrictsModule, PeopleModule, CalendarsModule, AgreementsModule, InboxModule, CostSharesModule, OfferingsModule, CoursesModule, WindowsModule, NeedsModule, RostersModule, RunningModule, GradesModule, PoolsModule, InsightsModule,
];

export const entities: ((new () => object) | EntitySchema)[] = [
  ...districtsEntities, ...peopleEntities, ...calendarsEntities, ...agreementsEntities, ...inboxEntities, ...mailEntities, ...costSharesEntities, ...offeringsEntities, ...coursesEntities, ...windowsEntities, ...needsEntities, ...poolsEntities,
];
