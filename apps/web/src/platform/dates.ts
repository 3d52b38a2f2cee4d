/** How days, times and waits are written. Days are read as written; instants need a zone. */
const day = (value: string): Date => new Date(`${value}T00:00:00Z`);

const shortDay = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
const plainDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });

/** "Mon, Jan 12, 2026". */
export const dayWords = (value: string): string => longDay.format(day(value));
/** "Mon, Jan 12", for lists where the year is plain. */
export const dayShort = (value: string): string => shortDay.format(day(value));
/** "Jan 12, 2026", where the weekday says nothing: a count date, a policy. */
export const dayPlain = (value: string): string => plainDay.format(day(value));
/** "Jan 12 – May 21, 2026". */
export const spanWords = (first: string, last: string): string => plainDay.formatRange(day(first), day(last));

const instantFormats = new Map<string, Intl.DateTimeFormat>();
const instantFormat = (zone: string | undefined, withZone: boolean): Intl.DateTimeFormat => {
  const key = `${zone ?? ''}|${withZone}`;
  let format = instantFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit',
      ...(zone ? { timeZone: zone } : {}), ...(withZone ? { timeZoneName: 'short' } : {}),
    });
    instantFormats.set(key, format);
  }
  return format;
};

/** "Tue, Jan 13, 4:00 PM MST": in the given zone, else in the reader's. */
export const instantWords = (value: string, zone?: string): string => instantFormat(zone, zone !== undefined && zone !== readerZone()).format(new Date(value));

/** The day it is at an instant in a zone, as it is stored: "2026-01-13". */
export const dayIn = (ms: number, zone: string): string => {
  const parts = new Map(new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(ms).map(({ type, value: words }) => [type, words]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
};

export const readerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Mountain Time" for America/Boise. */
export function zoneWords(zone: string): string {
  try {
    const part = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0).find((p) => p.type === 'timeZoneName');
    return part?.value ?? zone;
  } catch {
    return zone;
  }
}

/** "9:05 AM" for 09:05. */
export function timeWords(value: string): string {
  const [hours = '0', minutes = '00'] = value.split(':');
  const hour = Number(hours);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
}

export const minutesOf = (value: string): number => {
  const [hours = '0', minutes = '0'] = value.split(':');
  return Number(hours) * 60 + Number(minutes);
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** How long is left: two units while there are days or hours, seconds in the last hour; never negative. */
export function leftWords(ms: number): string {
  if (ms <= 0) return 'no time';
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return hours > 0 ? `${plural(days, 'day')} ${hours} h` : plural(days, 'day');
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  if (minutes > 0) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${seconds} s`;
}

/** How long ago, in one unit. */
export function agoWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  return `${plural(Math.floor(hours / 24), 'day')} ago`;
}

const weekdayNames: Record<string, string> = { MON: 'Monday', TUE: 'Tuesday', WED: 'Wednesday', THU: 'Thursday', FRI: 'Friday', SAT: 'Saturday', SUN: 'Sunday' };
export const weekdayWords = (value: string): string => weekdayNames[value] ?? value;
