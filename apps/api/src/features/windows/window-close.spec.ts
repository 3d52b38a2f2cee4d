import { expect, test } from '@jest/globals';
import { WindowClose, type WindowSql } from './window-close.job.js';

/** Sections of one window, of which some cannot be allotted for so many tries; says in which round what was tried. */
class Plan implements WindowSql {
  readonly tried: string[][] = [];
  private readonly left: string[];

  constructor(private readonly fails: Record<string, number>) {
    this.left = Object.keys(fails);
  }

  begin(): void {
    this.tried.push([]);
  }

  query = (async (text: string, values: unknown[] = []) => {
    if (text.includes('window_due')) {
      const due = this.left.find((id) => !(values[0] as string[]).includes(id));
      return [{ due: due === undefined ? null : { windowId: 'w', sectionId: due } }];
    }
    if (!text.includes('allotment_inputs')) return [];
    const section = String(values[1]);
    this.tried.at(-1)!.push(section);
    if (this.fails[section]!-- > 0) throw new Error('planted');
    this.left.splice(this.left.indexOf(section), 1);
    return [{ inputs: { rule: { contributorsFirst: false, fairShares: true }, seats: 1, requests: [] } }];
  }) as WindowSql['query'];

  together = <T>(work: (tx: Pick<WindowSql, 'query'>) => Promise<T>): Promise<T> => work(this);
}

test('what fails is left for later, ever later, and nothing waits for it', async () => {
  const plan = new Plan({ a: 3, b: 0, c: 0 });
  const job = new WindowClose(plan);
  const said: (string | number)[] = [];
  for (let round = 0; round < 9; round++) {
    plan.begin();
    said.push(await job.round().catch((error: Error) => error.message));
  }
  const failed = 'section a of window w could not be allotted, and is tried again: planted';
  expect(plan.tried).toEqual([['a', 'b', 'c'], ['a'], [], ['a'], [], [], [], ['a'], []]);
  expect(said).toEqual([failed, failed, 0, failed, 0, 0, 0, 1, 0]);
});
