/** Where a district stands in a line, and what stands before it: counted, never named. */
export interface Place {
  readonly place: number;
  /** Districts before it because they teach. */
  readonly contributors: number;
  /** Districts before it because they asked earlier. */
  readonly earlier: number;
  /** It comes before those that don't teach. */
  readonly first: boolean;
  /** The members' rule. */
  readonly contributorsFirst: boolean;
}

export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[n % 10] ?? 'th')}`;
}

const districts = (n: number): string => `${n} ${n === 1 ? 'district' : 'districts'}`;

/** Completes "You are 2nd: ...". */
export function placeReason({ contributors, earlier, first }: Place): string {
  const before = [
    ...(contributors > 0 ? [`${districts(contributors)} before you ${contributors === 1 ? 'teaches' : 'teach'} shared courses this year, which counts first`] : []),
    ...(earlier > 0 ? [`${districts(earlier)} before you asked earlier${first ? ' and also teaches' : ''}`] : []),
  ];
  const said = before.length > 0 ? before.join('; ') : 'nobody is before you';
  return first ? `you teach shared courses this year, which counts first; ${said}` : said;
}

export function orderWords(contributorsFirst: boolean): string {
  return contributorsFirst
    ? 'Districts that teach shared courses this year come first, then whoever asked earlier. Whoever wants more seats than are free keeps the place and is passed over.'
    : 'Whoever asked earlier comes first. Whoever wants more seats than are free keeps the place and is passed over.';
}
