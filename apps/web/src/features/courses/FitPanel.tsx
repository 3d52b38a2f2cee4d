import { type FitPartsFragment } from '../../generated/courses/section.js';
import { minutesOf, timeWords, weekdayWords } from '../../platform/dates.js';
import { type Lane, Lanes } from '../../ui/Lanes.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';

type Fit = FitPartsFragment;

/** How the meeting lies in our day: a sentence, a picture of two lanes, and the same in numbers. */
export function FitPanel({ fit, homeName, teachingName, theirs }: { fit: Fit | null; homeName: string | null; teachingName: string; theirs?: boolean }) {
  if (!fit || !homeName) return null;
  const lanes = lanesOf(fit.weekdays);
  return (
    <Section title={theirs ? 'Does it fit their day?' : 'Does it fit our day?'}>
      <p>{fit.sentence}</p>
      {fit.known ? null : (
        <Notice tone="warn" title="A timetable is missing, so nothing is known for certain.">
          You can go on: this warns, it never refuses.
        </Notice>
      )}
      {lanes.some((lane) => lane.upper) ? (
        <Lanes
          upperName={`Period at ${homeName}`}
          lowerName={`Class at ${teachingName}`}
          lanes={lanes}
        />
      ) : null}
      {fit.weekdays.length > 0 ? (
        <Table
          caption={`Times as the clock at ${homeName} shows them`}
          rows={fit.weekdays}
          rowKey={(day) => day.day}
          columns={[
            { key: 'day', head: 'Day', names: true, cell: (day) => weekdayWords(day.day) },
            { key: 'class', head: 'Class', cell: (day) => (day.meetingStartsAt && day.meetingEndsAt ? <span className="num">{`${timeWords(day.meetingStartsAt)} – ${timeWords(day.meetingEndsAt)}`}</span> : <span className="muted">no school at home then</span>) },
            { key: 'period', head: theirs ? 'Their period' : 'Our period', cell: (day) => (day.homeStartsAt && day.homeEndsAt ? <span className="num">{`${day.periodName ?? 'Period'}, ${timeWords(day.homeStartsAt)} – ${timeWords(day.homeEndsAt)}`}</span> : <span className="muted">{day.periodName ?? 'none'}</span>) },
            { key: 'overlap', head: 'In both', figure: true, cell: (day) => <span className="nowrap">{`${day.overlapMin} of ${day.meetingMin} min`}</span> },
          ]}
        />
      ) : null}
    </Section>
  );
}

const bar = (from: string | null | undefined, to: string | null | undefined) => (from && to ? { fromMin: minutesOf(from), toMin: minutesOf(to) } : null);

/** One lane per day whose times are known. */
const lanesOf = (days: Fit['weekdays']): Lane[] =>
  days.flatMap((day) => {
    const lower = bar(day.meetingStartsAt, day.meetingEndsAt);
    return lower ? [{ key: day.day, label: weekdayWords(day.day).slice(0, 3), upper: bar(day.homeStartsAt, day.homeEndsAt), lower }] : [];
  });
