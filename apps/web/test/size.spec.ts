import { describe, expect, it } from '@jest/globals';

describe('a cold load of the inbox', () => {
  it('ships less than 230 kB of gzipped JavaScript', async () => {
    const { coldLoad, LIMIT } = (await import('../scripts/size.mjs' as string)) as { coldLoad: () => Record<string, number>; LIMIT: number };
    const total = Object.values(coldLoad()).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(LIMIT);
  });
});
