import { instantWords } from '../../platform/dates.js';

interface Place {
  readonly place?: number | null;
  readonly reason?: string | null;
  readonly askedAt: string;
}

export function ordinalWords(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[n % 10] ?? 'th')}`;
}

/** "You are 2nd: asked Tue, Apr 14, 9:12 AM; 1 district before you asked earlier." */
export const placeWords = ({ place, reason, askedAt }: Place): string => (place == null ? '' : `You are ${ordinalWords(place)}: asked ${instantWords(askedAt)}; ${reason ?? ''}.`);
