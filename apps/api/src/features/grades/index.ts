export { GradeService } from './grade.service.js';
export { GradeSettingService } from './grade-setting.service.js';
export { GradesModule } from './grades.module.js';
export { presets as scalePresets } from './scale.rules.js';
