/** What is on screen and what the server has of it. */
export type Saved =
  | { state: 'saved' | 'waiting' | 'saving' | 'lost' }
  /** Somebody, perhaps in another window, saved in the meantime. */
  | { state: 'changed'; revision: number }
  | { state: 'frozen' }
  | { state: 'refused'; message: string; problems: readonly { field: string; message: string }[] };

export type SaveAnswer = { state: 'saved'; revision: number } | Exclude<Saved, { state: 'saved' | 'waiting' | 'saving' | 'lost' }>;

interface Sending<Content> {
  key: string;
  revision: number;
  content: Content;
}

export interface SaverParts<Content> {
  revision: number;
  /** Throws where no answer arrives. */
  send: (sending: Sending<Content>) => Promise<SaveAnswer>;
  newKey: () => string;
  onChange: (saved: Saved) => void;
  /** The newest content is kept here until the server has it. */
  keep: (content: Content | null, revision: number) => void;
  settleMs?: number;
  againMs?: number;
}

/**
 * Saves by itself, a moment after the last change, one at a time. A save whose answer is lost is sent again as it was,
 * with its key, before anything newer: whether it had arrived or not, the revision that comes back is the right one.
 */
export class Saver<Content> {
  private next: Content | null = null;
  private under: Sending<Content> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private stopped = false;
  private revision: number;

  constructor(private readonly parts: SaverParts<Content>) {
    this.revision = parts.revision;
  }

  change(content: Content): void {
    this.next = content;
    this.parts.keep(content, this.revision);
    if (this.stopped) return;
    this.parts.onChange({ state: 'waiting' });
    this.wait(this.parts.settleMs ?? 700);
  }

  /** At once: the page goes away, or the line is back. */
  flush(): void {
    clearTimeout(this.timer);
    void this.run();
  }

  /** Mine over what was saved in the meantime. */
  overwrite(revision: number): void {
    this.revision = revision;
    this.stopped = false;
    this.flush();
  }

  close(): void {
    clearTimeout(this.timer);
    void this.run();
  }

  get pending(): boolean {
    return this.next !== null || this.under !== null;
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private async run(): Promise<void> {
    if (this.busy || this.stopped) return;
    if (this.under === null) {
      if (this.next === null) return;
      this.under = { key: this.parts.newKey(), revision: this.revision, content: this.next };
      this.next = null;
    }
    this.busy = true;
    this.parts.onChange({ state: 'saving' });
    const sent = this.under;
    try {
      const answer = await this.parts.send(sent);
      this.under = null;
      this.answered(answer, sent);
    } catch {
      this.parts.onChange({ state: 'lost' });
      this.wait(this.parts.againMs ?? 5_000);
    } finally {
      this.busy = false;
    }
    if (this.next !== null && this.under === null && !this.stopped) this.wait(0);
  }

  private answered(answer: SaveAnswer, sent: Sending<Content>): void {
    if (answer.state === 'saved') {
      this.revision = answer.revision;
      if (this.next === null) this.parts.keep(null, this.revision);
      else this.parts.keep(this.next, this.revision);
      return this.parts.onChange({ state: this.next === null ? 'saved' : 'waiting' });
    }
    // What was not taken stays the newest there is, unless something newer was typed.
    this.next ??= sent.content;
    this.stopped = answer.state !== 'refused';
    if (answer.state === 'refused') this.next = this.next === sent.content ? null : this.next;
    this.parts.onChange(answer);
  }
}
