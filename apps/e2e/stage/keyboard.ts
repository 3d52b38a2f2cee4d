import { expect, type Locator, type Page } from '@playwright/test';

const FAR = 120;

/** One person's keyboard: nothing else touches the page. It counts what was pressed. */
export class Keyboard {
  presses = 0;
  typed = 0;
  private readonly legs: string[] = [];
  private since = 0;

  constructor(private readonly page: Page) {}

  /** Presses Tab until the focus is there, and makes sure one can see that it is. */
  async to(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target, 'it is there to be reached').toBeVisible();
    for (let step = 0; step < FAR; step++) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return this.see(target);
      await this.press(key);
    }
    throw new Error(`${FAR} presses of ${key} did not lead to ${String(target)}`);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.presses += 1;
  }

  /** Goes there and presses it. */
  async use(target: Locator, key: 'Enter' | ' ' = 'Enter'): Promise<void> {
    await this.to(target);
    await this.press(key);
  }

  /** Replaces what stands in a field. */
  async write(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    this.typed += text.length;
  }

  /** Ends a leg of the way: its length is kept for the record. */
  leg(name: string): void {
    this.legs.push(`${String(this.presses - this.since).padStart(4)}  ${name}`);
    this.since = this.presses;
  }

  record(who: string): string {
    return `${who}, by keyboard alone: ${this.presses} presses and ${this.typed} typed characters\n${this.legs.join('\n')}`;
  }

  /** Focus nobody can see is no focus. */
  private async see(target: Locator): Promise<void> {
    const seen = await target.evaluate((element) => {
      // A link may stretch over its whole card: the ring is then drawn around that.
      const marked = (one: Element, part?: string) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      };
      return marked(element) || marked(element, '::after') || (element.parentElement !== null && marked(element.parentElement));
    });
    expect(seen, `the focus is seen on ${String(target)}`).toBe(true);
  }
}

/** One person's mouse, and the keys in between. It counts, and says how long somebody who knows the way would take. */
export class Mouse {
  clicks = 0;
  typed = 0;

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks += 1;
  }

  async write(target: Locator, text: string): Promise<void> {
    await this.click(target);
    await target.fill(text);
    this.typed += text.length;
  }

  /**
   * The keystroke-level model of Card, Moran and Newell (Communications of the ACM 23:7, 1980): 1.35 s to make up one's mind,
   * 1.1 s to point and 0.2 s to press for each click, 0.28 s for each key of an average typist, 0.4 s to the keys and back.
   */
  get seconds(): number {
    return this.clicks * (1.35 + 1.1 + 0.2) + this.typed * 0.28 + (this.typed > 0 ? 2 * 0.4 : 0);
  }

  record(who: string): string {
    return `${who}, by mouse: ${this.clicks} clicks and ${this.typed} typed characters, ${this.seconds.toFixed(0)} s for whoever knows the way`;
  }
}
