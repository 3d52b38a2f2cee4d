export { AgreementsModule } from './agreements.module.js';
export { limitOf, MAPPING_APPROVERS, type OthersStandingRule, PLAN_PRESET, policies, type PolicyKey, SPENDING_LIMITS, type SpendingLimits } from './policy.rules.js';
export { PolicyService, type Rules, type VersionOf } from './policy.service.js';
export { nobodyCanWorkOut } from './small-counts.rules.js';
export { BID_THRESHOLDS, type BidThreshold, bidThresholdWords, DUE_DILIGENCE, type DueDiligenceRule, fromWords } from './purchasing.rules.js';
export { PurchasingRules, type ThresholdsInForce } from './purchasing.service.js';
export { PolicyVersion } from './policy.type.js';
