import { readFileSync } from 'node:fs';

interface Person {
  readonly name: string;
  readonly email: string;
}

const file = new URL('../../api/src/seed/data/people.json', import.meta.url);
const { people } = JSON.parse(readFileSync(file, 'utf8')) as { people: Person[] };

/** Somebody of the demo, by name. */
export function person(name: string): Person {
  const found = people.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not among the demo's people`);
  return found;
}
