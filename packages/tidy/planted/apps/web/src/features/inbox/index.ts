export { type Inbox } from './Inbox.js';
