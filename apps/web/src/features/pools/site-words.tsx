import { Tag } from '../../ui/Tag.js';
import { type Line } from './receipt-form.js';

/** Where a line is received: the school, or the district where none is named. */
export const siteOf = (line: Line): string => line.siteName ?? line.district.shortName;
export const stateTag = ({ receipt }: Line) => (receipt === null ? <Tag icon="clock">Awaited</Tag> : receipt?.complete ? <Tag tone="good" icon="check">All said</Tag> : <Tag tone="info" icon="clock">More to come</Tag>);
