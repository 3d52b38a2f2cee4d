export { type Postgres, type PostgresOptions, startPostgres, startThrowAwayPostgres } from './postgres.js';
export { type Admin, createFromTemplate, dropDatabase } from './template.js';
