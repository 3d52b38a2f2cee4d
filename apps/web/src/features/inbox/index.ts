export { MailChoice } from './MailChoice.js';
