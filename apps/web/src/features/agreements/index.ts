export { type PurchasingRule, PurchasingRulesTable } from './PurchasingRules.js';
export { PolicyTable, type Policy } from './PolicyTable.js';
