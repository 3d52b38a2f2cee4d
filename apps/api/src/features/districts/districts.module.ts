import { Module } from '@nestjs/common';
import { ConsortiumCountResolver, DistrictResolver } from './district.resolver.js';
import { DistrictService } from './district.service.js';
import { PlaceNames } from './place-names.service.js';

@Module({ providers: [ConsortiumCountResolver, DistrictService, DistrictResolver, PlaceNames], exports: [DistrictService, PlaceNames] })
export class DistrictsModule {}
