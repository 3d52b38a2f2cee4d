import { Module } from '@nestjs/common';
import { CoursesModule } from '../courses/index.js';
import { InboxModule } from '../inbox/index.js';
import { PeopleModule } from '../people/index.js';
import { NeedReader } from './need.reader.js';
import { NeedResolver } from './need.resolver.js';
import { NeedService } from './need.service.js';

@Module({ imports: [CoursesModule, InboxModule, PeopleModule], providers: [NeedReader, NeedResolver, NeedService], exports: [NeedService] })
export class NeedsModule {}
