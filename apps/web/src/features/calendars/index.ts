export { CalendarPanel, type SchoolYearShown } from './CalendarPanel.js';
export { BellTable } from './BellTable.js';
