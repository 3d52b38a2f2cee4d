// caught: feature-order
import { type SeatService } from '../courses/index.js';
import { type Account } from './account.entity.js';

export class AccountService {
  account?: Account;
  seats?: SeatService;
}
