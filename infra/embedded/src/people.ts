interface Person {
  name: string;
  email: string;
  role: string;
  district: string;
  password?: string;
}

/**
 * The demo's people as a small table, from what `seed.js --people` prints: JSON, an array of people or
 * `{ password, people }`, and maybe plain lines around it, which are kept.
 */
export function describePeople(lines: string[]): string {
  const first = lines.findIndex((line) => /^[[{]/.test(line));
  const last = lines.findLastIndex((line) => /[\]}]$/.test(line));
  const { people, password } = first < 0 ? { people: [] } : parse(lines.slice(first, last + 1).join('\n'));
  const plain = lines.filter((line, at) => line.trim() !== '' && (people.length === 0 || at < first || at > last));
  const passwords = [...new Set([password, ...people.map((person) => person.password)])].filter(Boolean);
  const columns = (['name', 'role', 'district', 'email'] as const).map((key) => ({ key, width: Math.max(0, ...people.map((person) => text(person[key]).length)) }));
  return [
    ...plain.map((line) => `  ${line}`),
    ...(people.length > 0 ? [`  Sign in as${passwords.length === 1 ? `, always with the password ${passwords[0]}` : ''}:`] : []),
    ...people.map((person) => `    ${columns.map(({ key, width }) => text(person[key]).padEnd(width)).join('   ').trimEnd()}`),
    '',
  ].join('\n');
}

function parse(json: string): { people: Person[]; password?: string } {
  try {
    const read = JSON.parse(json) as Person[] | { people?: Person[]; password?: string };
    return Array.isArray(read) ? { people: read } : { people: read.people ?? [], password: read.password };
  } catch {
    return { people: [] };
  }
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
