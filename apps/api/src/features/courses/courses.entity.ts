import { AnswerClockEntity } from './answer-clock.entity.js';
import { BookingEntity, BookingMoveEntity, SeatEntity } from './booking.entity.js';
import { CourseDraftEntity, NamingConsentEntity } from './course-draft.entity.js';
import { CourseMappingEntity } from './course-mapping.entity.js';
import { CourseSectionEntity, ScedCourseEntity } from './course-section.entity.js';
import { WaitlistEntryEntity, WaitlistMoveEntity } from './waitlist-entry.entity.js';

export const coursesEntities = [ScedCourseEntity, CourseSectionEntity, CourseMappingEntity, BookingEntity, SeatEntity, BookingMoveEntity, CourseDraftEntity, NamingConsentEntity, AnswerClockEntity, WaitlistEntryEntity, WaitlistMoveEntity];
