import { type DayFit } from './day-fit.js';

interface Numbers {
  readonly sessions: number;
  readonly sessionsInSession: number;
  readonly meetingMin: number;
  readonly overlapMin: number;
  readonly daysFitting: number;
  readonly daysTotal: number;
}

/** The fit as a counselor reads it: "45 of 50 min, 4 of 5 days, in Period 3. Both schools are open for 160 of 172 meetings." */
export function fitSentence(fit: Numbers, perDay: readonly DayFit[]): string {
  if (fit.sessions === 0) return 'The class has no meetings between its first and last day.';
  if (fit.sessionsInSession === 0) return 'Your school is closed on every meeting day of this class.';
  const open = fit.sessionsInSession === fit.sessions ? `all ${fit.sessions}` : `${fit.sessionsInSession} of ${fit.sessions}`;
  const both = `Both schools are open for ${open} meetings.`;
  if (fit.overlapMin === 0) return `0 of ${fit.meetingMin} min: it meets outside your school's periods. ${both}`;
  const days = fit.daysTotal === 1 ? 'day' : 'days';
  return `${fit.overlapMin} of ${fit.meetingMin} min, ${fit.daysFitting} of ${fit.daysTotal} ${days}, ${periods(perDay)}. ${both}`;
}

function periods(perDay: readonly DayFit[]): string {
  const counts = new Map<string, number>();
  for (const { bestPeriod } of perDay) if (bestPeriod) counts.set(bestPeriod.name, (counts.get(bestPeriod.name) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  return `${counts.size > 1 ? 'mostly ' : ''}in ${commonest?.[0]}`;
}
