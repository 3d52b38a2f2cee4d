const DAY_MS = 86_400_000;
/** So many days before its contract ends whoever led a round is asked to start it again. */
export const CONTRACT_ENDS_SOON_DAYS = 60;

/** Whether a contract still runs and ends soon; both days as they are stored: "2026-12-31". */
export function contractEndsSoon(termEnds: string | null | undefined, today: string): boolean {
  const left = termEnds == null ? Number.NaN : (Date.parse(termEnds) - Date.parse(today)) / DAY_MS;
  return left >= 0 && left <= CONTRACT_ENDS_SOON_DAYS;
}
