import { Module } from '@nestjs/common';
import { ConsortiumPolicyResolver } from './policy.resolver.js';
import { PolicyService } from './policy.service.js';

@Module({ providers: [PolicyService, ConsortiumPolicyResolver], exports: [PolicyService] })
export class AgreementsModule {}
