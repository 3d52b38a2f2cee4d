import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { Ids } from '../platform/ids/ids.js';

/** A time-ordered id that is the same for the same name and moment, whoever seeds and however often. */
export function fixedId(name: string, at: Date): string {
  const random = createHash('sha256').update(name).digest().subarray(0, 16);
  return v7({ msecs: at.getTime(), random: new Uint8Array(random), seq: random.readUInt32BE(0) });
}

/** Ids for one act at a time: the n-th id of an act is always the same, so a seed that was cut goes on where it stood. */
export class SeedIds extends Ids {
  private act = '';
  private at = new Date(0);
  private n = 0;

  begin(act: string, at: Date): void {
    [this.act, this.at, this.n] = [act, at, 0];
  }

  override next(): string {
    return fixedId(`${this.act}#${this.n++}`, this.at);
  }
}
