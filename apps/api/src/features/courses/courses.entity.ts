import { BookingEntity, BookingMoveEntity, SeatEntity } from './booking.entity.js';
import { CourseMappingEntity } from './course-mapping.entity.js';
import { CourseSectionEntity, ScedCourseEntity } from './course-section.entity.js';

export const coursesEntities = [ScedCourseEntity, CourseSectionEntity, CourseMappingEntity, BookingEntity, SeatEntity, BookingMoveEntity];
