import { dayWords, spanWords } from '../../platform/dates.js';
import { creditWords } from '../../platform/amounts.js';
import { Facts, Section } from '../../ui/Page.js';
import { SeatRow } from '../../ui/SeatRow.js';
import { Tag } from '../../ui/Tag.js';
import css from './DraftPanel.module.css';
import { type DraftShown } from './DraftPanel.js';
import { modalityWords } from './SectionPanel.js';
import terms from './SectionPanel.module.css';
import { backWords } from './seats.js';

/** The section as another district will find it. */
export function DraftPreview({ preview }: { preview: NonNullable<DraftShown['preview']> }) {
  return (
    <Section title="How will others see it?">
      <div className={css['preview']}>
        <h3>{preview.title}</h3>
        <p>{preview.summary}</p>
        <Facts
          across
          items={[
            ['Taught by', preview.teachingDistrict.name],
            ['Teacher', preview.teacherName ?? <span className="muted">not named yet</span>],
            ['Meets', preview.meeting?.words ?? 'No fixed times'],
            ['Term', `${preview.termName}, ${spanWords(preview.firstDay, preview.lastDay)}`],
            ['How', modalityWords[preview.modality]],
            ['Grades and credit', `Grades ${preview.grades}, ${creditWords(preview.creditHundredths)}`],
          ]}
        />
        <SeatRow
          capacity={preview.capacity} left={preview.seatsLeft} reserved={preview.reservedSeats}
          words={`${preview.seatsLeft} of ${preview.capacity} seats for neighbors${preview.reservedSeats > 0 && preview.reservedUntil ? `; ${preview.reservedSeats} kept for ${preview.teachingDistrict.shortName}’s own students until ${dayWords(preview.reservedUntil)}` : ''}`}
        />
        {preview.flags.length > 0 ? (
          <p className="row">
            {preview.flags.map((flag) => (
              <Tag key={flag} tone="info" icon="info">
                {flag}
              </Tag>
            ))}
          </p>
        ) : null}
        <ul className={terms['terms']}>
          <li>{preview.costWords}</li>
          {preview.costTerms.map((term) => (
            <li key={term}>{term}</li>
          ))}
          <li>{backWords(preview)}</li>
        </ul>
        <Facts
          items={[
            ['Prerequisites', preview.prerequisites ?? 'None'],
            ['Course code', preview.sced.code === '' ? 'not chosen yet' : `${preview.sced.code}, ${preview.sced.title}`],
            ['Shared in', preview.consortia.map((one) => one.name).join(', ') || 'nobody yet'],
          ]}
        />
        <p className={css['syllabus']}>{preview.syllabus}</p>
      </div>
    </Section>
  );
}
