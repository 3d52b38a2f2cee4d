// npm run check:data: asks the database of MIGRATION_DATABASE_URL, or else the product's own in DATA_DIR.
import process from 'node:process';
import { checkData } from './lib/check-data.mjs';

process.exit(await checkData());
