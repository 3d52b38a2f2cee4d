/** Cents from what a person typed: "1,234.5", "$1234"; null when it is no amount of money. */
export function parseCents(text: string): number | null {
  const match = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const value = Number(`${(match[1] ?? '').replaceAll(',', '')}${(match[2] ?? '').padEnd(2, '0')}`);
  return Number.isSafeInteger(value) ? value : null;
}

/** A whole number from what a person typed: "12", "1,200"; null when it is none. "1,5" is none: whoever means a half is not read as fifteen. */
export function wholeOf(text: string): number | null {
  const typed = text.trim();
  return /^(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,8})$/.test(typed) ? Number(typed.replaceAll(',', '')) : null;
}

/** As an amount to edit: "1234.50". */
export const editableCents = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;

/** "0.50 credit", from hundredths. */
export const creditWords = (hundredths: number): string => `${(hundredths / 100).toFixed(hundredths % 10 === 0 ? 1 : 2)} credit`;
