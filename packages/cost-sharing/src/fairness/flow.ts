/**
 * Largest flow from node 0 to node 1 (Dinic), in whole numbers. Built edge by edge, run once;
 * afterwards `reaches` tells which nodes still hang on the source: the cheapest cut.
 */
export class Flow {
  private readonly to: number[] = [];
  private readonly room: number[] = [];
  private readonly next: number[] = [];
  private readonly head: Int32Array;
  private level: Int32Array;

  constructor(readonly nodes: number) {
    this.head = new Int32Array(nodes).fill(-1);
    this.level = new Int32Array(nodes);
  }

  edge(from: number, to: number, capacity: number): void {
    for (const [a, b, room] of [[from, to, capacity], [to, from, 0]] as const) {
      this.to.push(b);
      this.room.push(room);
      this.next.push(this.head[a]!);
      this.head[a] = this.to.length - 1;
    }
  }

  run(): number {
    let total = 0;
    while (this.layer()) {
      const at = this.head.slice();
      for (let sent = this.push(at); sent > 0; sent = this.push(at)) total += sent;
    }
    return total;
  }

  reaches(node: number): boolean {
    return this.level[node]! >= 0;
  }

  private layer(): boolean {
    const { level, head, next, room, to } = this;
    level.fill(-1);
    level[0] = 0;
    const queue = new Int32Array(this.nodes);
    let size = 1;
    for (let k = 0; k < size; k += 1) {
      const node = queue[k]!;
      for (let e = head[node]!; e >= 0; e = next[e]!) {
        if (room[e]! > 0 && level[to[e]!]! < 0) {
          level[to[e]!] = level[node]! + 1;
          queue[size] = to[e]!;
          size += 1;
        }
      }
    }
    return level[1]! >= 0;
  }

  /** One path along the layers, by a walk with its own stack. */
  private push(at: Int32Array): number {
    const path: number[] = [];
    let node = 0;
    while (node !== 1) {
      const e = at[node]!;
      if (e >= 0) {
        if (this.room[e]! > 0 && this.level[this.to[e]!]! === this.level[node]! + 1) {
          path.push(e);
          node = this.to[e]!;
        } else at[node] = this.next[e]!;
        continue;
      }
      const back = path.pop();
      if (back === undefined) return 0;
      node = this.to[back ^ 1]!;
      at[node] = this.next[at[node]!]!;
    }
    const sent = path.reduce((least, e) => Math.min(least, this.room[e]!), Infinity);
    for (const e of path) {
      this.room[e]! -= sent;
      this.room[e ^ 1]! += sent;
    }
    return sent;
  }
}
