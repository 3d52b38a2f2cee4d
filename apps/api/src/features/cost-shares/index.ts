export { CostSharesModule } from './cost-shares.module.js';
export { CostStudyService } from './cost-study.service.js';
export { AloneConfidence, StudyAudience } from './cost-study.type.js';
export { PlanPresetService } from './plan-preset.service.js';
export { costTerms, costWords, publishedPriceCents } from './plan.words.js';
export { seatCounts } from './seat-counts.rules.js';
export { type Calculated, ShareService, type SeatsToShare } from './share.service.js';
export { CostNotComputable, costNotComputable, ShareCalculation, ShareGlance } from './share.type.js';
export { StudySharing } from './study-sharing.service.js';
