export { RequestWindowService } from './request-window.service.js';
export { WindowClose, type WindowSql } from './window-close.job.js';
export { WindowsModule } from './windows.module.js';
