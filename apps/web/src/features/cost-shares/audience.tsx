import { type StudyPartsFragment } from '../../generated/cost-shares/study.js';
import { Tag } from '../../ui/Tag.js';

export type Audience = StudyPartsFragment['audience'];

/** Who sees a study, in two words. */
export const audienceTag = (audience: Audience, mine: boolean) => {
  switch (audience) {
    case 'AUTHOR':
      return <Tag icon="person">{mine ? 'Only you' : 'Private'}</Tag>;
    case 'COORDINATOR':
      return (
        <Tag tone="info" icon="arrow">
          With the coordinator
        </Tag>
      );
    case 'MEMBERS':
      return (
        <Tag tone="good" icon="people">
          With the members
        </Tag>
      );
  }
};
