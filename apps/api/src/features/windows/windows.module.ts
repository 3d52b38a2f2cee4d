import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { CoursesModule } from '../courses/index.js';
import { RequestWindowReader } from './request-window.reader.js';
import { RequestWindowResolver } from './request-window.resolver.js';
import { RequestWindowService } from './request-window.service.js';

@Module({ imports: [AgreementsModule, CoursesModule], providers: [RequestWindowReader, RequestWindowResolver, RequestWindowService], exports: [RequestWindowService] })
export class WindowsModule {}
