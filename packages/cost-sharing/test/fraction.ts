/** Exact fractions of the tests' own, so that an oracle shares no arithmetic with what it judges. */
export class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom = 1n) {
    let a = top < 0n ? -top : top;
    let b = bottom < 0n ? -bottom : bottom;
    while (b !== 0n) [a, b] = [b, a % b];
    const sign = bottom < 0n ? -1n : 1n;
    this.top = a === 0n ? 0n : (sign * top) / a;
    this.bottom = a === 0n ? 1n : (sign * bottom) / a;
  }

  static of(value: number | string): Fraction {
    const [whole, over] = String(value).split('/');
    const [front, digits = ''] = whole!.split('.');
    const size = new Fraction(BigInt(front!.replace('-', '') + digits), 10n ** BigInt(digits.length) * BigInt(over ?? 1));
    return front!.startsWith('-') ? new Fraction(-size.top, size.bottom) : size;
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }
  minus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom - other.top * this.bottom, this.bottom * other.bottom);
  }
  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom);
  }
  over(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom, this.bottom * other.top);
  }
  /** Negative, zero or positive as this is below, equal to or above the other. */
  against(other: Fraction): number {
    const gap = this.top * other.bottom - other.top * this.bottom;
    return gap < 0n ? -1 : gap > 0n ? 1 : 0;
  }
  floor(): bigint {
    const whole = this.top / this.bottom;
    return this.top < 0n && whole * this.bottom !== this.top ? whole - 1n : whole;
  }
  toString(): string {
    return this.bottom === 1n ? String(this.top) : `${this.top}/${this.bottom}`;
  }
}
