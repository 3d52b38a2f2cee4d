// npm run explain -- FILE: works a share file out again, without the product, and confirms or contradicts it byte for byte.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recheck } from '../dist/index.js';

// npm runs this at the root; a path is meant from where the person stands.
const [name] = process.argv.slice(2);
if (!name) {
  console.error('Name the file: npm run explain -- share.json');
  process.exit(2);
}

function read() {
  try {
    return readFileSync(path.resolve(process.env.INIT_CWD ?? '.', name), 'utf8');
  } catch (error) {
    console.error(`${name} could not be read: ${error.message}`);
    process.exit(2);
  }
}

const result = recheck(read());
switch (result.verdict) {
  case 'confirmed':
    for (const sentence of result.sentences) console.log(sentence);
    console.log('\nCONFIRMED: worked out again from its input, the file is the same byte for byte.');
    break;
  case 'contradicted':
    console.log(`CONTRADICTED at ${result.at}:\n  the file says   ${result.file.slice(0, 500)}\n  its input gives ${result.worked.slice(0, 500)}`);
    process.exitCode = 1;
    break;
  case 'unreadable':
    console.error(`UNREADABLE: ${result.why}`);
    process.exitCode = 2;
}
