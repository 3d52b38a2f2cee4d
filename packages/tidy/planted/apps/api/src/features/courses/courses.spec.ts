import { Pool } from 'pg';

// A spec may open a connection of its own.
export const pool = new Pool();
