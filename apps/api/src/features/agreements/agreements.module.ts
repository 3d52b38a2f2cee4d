import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/index.js';
import { ConsortiumPolicyResolver, RoleLimitResolver } from './policy.resolver.js';
import { PolicyService } from './policy.service.js';
import { PurchasingRulesResolver } from './purchasing.resolver.js';
import { PurchasingRules } from './purchasing.service.js';

@Module({ imports: [DistrictsModule], providers: [PolicyService, PurchasingRules, ConsortiumPolicyResolver, PurchasingRulesResolver, RoleLimitResolver], exports: [PolicyService, PurchasingRules] })
export class AgreementsModule {}
