export { AgreementsModule } from './agreements.module.js';
export { limitOf, policies, type PolicyKey, SPENDING_LIMITS, type SpendingLimits } from './policy.rules.js';
export { PolicyService, type Rules } from './policy.service.js';
export { PolicyVersion } from './policy.type.js';
