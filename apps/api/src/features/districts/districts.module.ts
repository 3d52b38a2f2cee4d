import { Module } from '@nestjs/common';
import { DistrictResolver } from './district.resolver.js';
import { DistrictService } from './district.service.js';
import { PlaceNames } from './place-names.service.js';

@Module({ providers: [DistrictService, DistrictResolver, PlaceNames], exports: [DistrictService, PlaceNames] })
export class DistrictsModule {}
