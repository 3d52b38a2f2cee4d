import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/index.js';
import { CatalogueResolver } from './catalogue.resolver.js';
import { CatalogueService } from './catalogue.service.js';
import { DistrictOpenCountResolver, MemberOpenCountResolver } from './open-count.resolver.js';
import { OfferingService } from './offering.service.js';

@Module({ imports: [DistrictsModule], providers: [CatalogueService, CatalogueResolver, DistrictOpenCountResolver, MemberOpenCountResolver, OfferingService], exports: [OfferingService] })
export class OfferingsModule {}
