import { type Inbox } from '../inbox/index.js';
import { SeatCard } from '../../ui/SeatCard.js';

export interface Section {
  card: typeof SeatCard;
  inbox: typeof Inbox;
}
