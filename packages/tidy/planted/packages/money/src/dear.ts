// caught: pure-packages
import { type Pool } from 'pg';

export type Dear = Pool;
