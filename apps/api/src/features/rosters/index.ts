export { DisclosureService } from './disclosure.service.js';
export { FacilitatorService } from './facilitator.service.js';
export { RosterService } from './roster.service.js';
export { RostersModule } from './rosters.module.js';
export { DisclosurePurpose, DisclosureWay } from './disclosure.type.js';
