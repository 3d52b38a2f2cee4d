// caught: ui-knows-no-feature
// caught: ui-knows-no-feature
import { type Section } from '../features/courses/index.js';
import { type SectionQuery } from '../generated/graphql.js';

export const SeatCard = (props: { section: Section; data: SectionQuery }) => <p>{String(props)}, that's it</p>;
