// Runs every case of the file named in COST_CASES, or of the project's own copy: one line per failure, then the count.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCases } from '../dist/cases/run.js';

const path = process.env.COST_CASES || fileURLToPath(new URL('./cases.json', import.meta.url));

function read() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`The cases could not be read: ${error.message}`);
    return null;
  }
}

const results = runCases(read());
const failures = results.filter((result) => result.failure !== null);
for (const { id, turn, failure } of failures) console.log(`FAIL ${id} (${turn}): ${failure}`);
const count = (turn) => {
  const of = results.filter((result) => result.turn === turn);
  const same = of.filter((result) => result.same).length;
  const passed = of.filter((result) => result.failure === null && !result.same).length;
  return `${turn} ${passed} of ${of.length - same}${same === 0 ? '' : ` (${same} have nothing to turn)`}`;
};
const written = results.filter((result) => result.turn === 'as written');
const broken = new Set(failures.map((result) => result.id));
console.log(`${written.filter((result) => !broken.has(result.id)).length} of ${written.length} cases pass: ${['as written', 'permuted', 'renamed', 'scaled'].map(count).join('; ')}.`);
process.exitCode = failures.length === 0 ? 0 : 1;
