export { type Browser, type BrowserOptions, type NoBrowser, findBrowser } from './browser.js';
export { type Postgres, type PostgresOptions, startPostgres, startThrowAwayPostgres } from './postgres.js';
export { type Admin, createFromTemplate, dropDatabase } from './template.js';
