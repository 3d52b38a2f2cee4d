export { CalendarsModule } from './calendars.module.js';
export { CalendarService, weekdayKey } from './calendar.service.js';
export { Period, SchoolYear, Weekday } from './calendar.type.js';
