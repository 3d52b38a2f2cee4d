import { dayWords } from '../../platform/dates.js';

/** A number of seats from what was typed; null when it is none. */
export function parseSeats(text: string): number | null {
  const value = Number(text.trim());
  return /^\d{1,3}$/.test(text.trim()) && value >= 1 ? value : null;
}

export const seatWords = (seats: number): string => (seats === 1 ? '1 seat' : `${seats} seats`);

/** Credit in hundredths from "0.5", "1", ".25"; null when it is none. */
export function parseCredit(text: string): number | null {
  if (!/^(\d{1,2})?(\.\d{1,2})?$/.test(text.trim()) || text.trim() === '') return null;
  const hundredths = Math.round(Number(text.trim()) * 100);
  return hundredths > 0 ? hundredths : null;
}

/** What giving accepted seats back comes to today, with where the amount comes from. */
export const leavingWords = ({ leaving }: { leaving?: { owedCents: number; freeUntil: string; sentences: readonly string[] } | null }): string =>
  !leaving ? '' : leaving.owedCents === 0 ? `Until ${dayWords(leaving.freeUntil)} that costs nothing.` : leaving.sentences.join(' ');

/** Until when seats can be given back, and until when that costs nothing. */
export function backWords({ dropDate, teachingDropDate }: { dropDate: string; teachingDropDate: string }): string {
  const back = `Seats can be given back until ${dayWords(dropDate)}, the drop date`;
  if (teachingDropDate >= dropDate) return `${back}, without cost.`;
  return `${back}; until ${dayWords(teachingDropDate)} that costs nothing.`;
}
