import { Module } from '@nestjs/common';
import { DistrictResolver } from './district.resolver.js';
import { DistrictService } from './district.service.js';

@Module({ providers: [DistrictService, DistrictResolver], exports: [DistrictService] })
export class DistrictsModule {}
