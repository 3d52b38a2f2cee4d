import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { type DataSource } from 'typeorm';
import { Access, AccessGuard } from './auth/access.js';
import { Identify } from './auth/identify.js';
import { Commands } from './commands/commands.js';
import { CONFIG, type Config } from './config/config.js';
import { makeDataSource, refuseDangerousLogin } from './database/data-source.js';
import { DATA_SOURCE, UnitOfWork } from './database/unit-of-work.js';
import { ChangeResolver } from './events/change.resolver.js';
import { Events } from './events/events.js';
import { Live } from './events/live.js';
import { Downloads } from './files/downloads.js';
import { MailLinks } from './mail/mail-links.js';
import { ErrorMask } from './graphql/error-mask.js';
import { GraphContext } from './graphql/graph-context.js';
import { RefusedFilter } from './graphql/refused.js';
import { scalars } from './graphql/scalars.js';
import { HealthController } from './health/health.controller.js';
import { Ids } from './ids/ids.js';

export interface PlatformOptions {
  /** Only for what must come out the same every time: the demo. */
  readonly ids?: Ids;
  /** False for a process that only wants to know the shape of things. Default true. */
  readonly connect?: boolean;
}

/** What every feature stands on. It knows no feature: the entities come in as a parameter. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(DATA_SOURCE) private readonly source: DataSource) {}

  static with(config: Config, entities: Parameters<typeof makeDataSource>[1], { ids = new Ids(), connect = true }: PlatformOptions = {}): DynamicModule {
    const services = [Access, AccessGuard, Identify, UnitOfWork, Commands, Downloads, MailLinks, Events, Live, ErrorMask, GraphContext];
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        {
          provide: DATA_SOURCE,
          useFactory: async () => {
            const source = makeDataSource(config.DATABASE_URL, entities, config.DATABASE_POOL_SIZE);
            if (!connect) return source;
            await source.initialize();
            await refuseDangerousLogin(source, 'DATABASE_URL');
            return source;
          },
        },
        { provide: Ids, useValue: ids },
        ...services,
        ChangeResolver,
        ...scalars,
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_FILTER, useClass: RefusedFilter },
      ],
      exports: [CONFIG, Ids, ...services],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
