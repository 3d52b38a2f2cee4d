export { addDays, dayWords, isLocalDate, isLocalTime, mondayToFriday, timeWords, weekdayOf, weekdays, type LocalDate, type LocalTime, type Weekday } from './local.js';
export { instantOf, instantWords, isZone, localOf, zoneWords } from './zone.js';
export { addBusinessDays, businessDaysBetween, businessDeadline, isBusinessDay, type BusinessCalendar } from './business-days.js';
export { type AsynchronousPattern, type MeetingPattern, type Period, type Rotation, type SchoolDay, type TimedPattern } from './pattern.js';
export { fit, type AsynchronousFit, type Fit, type TimedFit, type UnknownFit } from './fit.js';
export { type DayFit, type TimeRange } from './day-fit.js';
