export { CostSharesModule } from './cost-shares.module.js';
export { costTerms, costWords, publishedPriceCents } from './plan.words.js';
export { ShareService, type SeatsToShare } from './share.service.js';
export { CostNotComputable, ShareCalculation, ShareGlance } from './share.type.js';
