// caught: web-doors
import { type Section as Open } from '../courses/index.js';
import { type Section } from '../courses/Section.js';

export const Inbox = (props: { open: Open; section: Section }) => <p>{String(props)}</p>;
