export { NeedService } from './need.service.js';
export { NeedsModule } from './needs.module.js';
