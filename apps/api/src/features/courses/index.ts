export { type Booking } from './booking.type.js';
export { type DraftContent, emptyDraft } from './course-draft.rules.js';
export { CourseDraftService } from './course-draft.service.js';
export { CoursesModule } from './courses.module.js';
export { MappingService } from './mapping.service.js';
export { SeatService } from './seat.service.js';
export { type NewSection } from './section-card.rules.js';
export { SectionPublisher } from './section-publisher.service.js';
export { WaitlistService } from './waitlist.service.js';
