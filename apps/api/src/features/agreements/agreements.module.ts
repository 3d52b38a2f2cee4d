import { Module } from '@nestjs/common';
import { ConsortiumPolicyResolver, RoleLimitResolver } from './policy.resolver.js';
import { PolicyService } from './policy.service.js';

@Module({ providers: [PolicyService, ConsortiumPolicyResolver, RoleLimitResolver], exports: [PolicyService] })
export class AgreementsModule {}
