// caught: migrations
// caught: migrations at apps/api/src/migrations/0000-gone.sql
export const sql = 'SELECT 1';
