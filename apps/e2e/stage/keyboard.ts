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
