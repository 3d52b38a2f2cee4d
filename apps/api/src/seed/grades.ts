import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { SeatService } from '../features/courses/index.js';
import { GradeService, GradeSettingService, scalePresets } from '../features/grades/index.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { bookingId } from './rosters.js';

/** What students of classes that are over have reached, and how far the two sides are with it. */
export function gradeActs(data: DemoData, app: INestApplicationContext, owner: ClientBase): Act[] {
  const { scales, entered, attested, accepted, left } = data.grades;
  const of = (key: string): string => bookingId(data.bookings.find((booking) => booking.key === key)!);
  return [
    ...scales.map(({ district, by, at, preset, deadlineDays }): Act => ({
      key: `scale/${district}`, at: new Date(at), by,
      run: (principal, idempotencyKey) => {
        const { scale } = scalePresets[preset];
        return app.get(GradeSettingService).set(principal, { idempotencyKey, districtId: id.party(district), version: 0, percent: false, passAt: scale.passAt, marks: scale.kind === 'steps' ? [...scale.steps] : [], deadlineDays });
      },
    })),
    ...left.map(({ booking, by, at, owedCents, reason }): Act => ({ key: `withdraw/${booking}`, at: new Date(at), by, run: (principal, idempotencyKey) => app.get(SeatService).withdraw(principal, { idempotencyKey, bookingId: of(booking), owedCents, reason }) })),
    ...entered.map((row): Act => ({
      key: `enter/${row.booking}`, at: new Date(row.at), by: row.by,
      run: async (principal, idempotencyKey) => {
        const { rows } = await owner.query<{ id: string }>('select id from seat where booking_id = $1 order by ordinal', [of(row.booking)]);
        const grades = rows.flatMap((seat, n) => (row.grades[n] ? [{ seatId: seat.id, typed: row.grades[n], lastAttended: row.grades[n] === 'W' ? row.lastAttended : null, version: 0 }] : []));
        return app.get(GradeService).save(principal, { idempotencyKey, sectionId: id.section(row.section), grades });
      },
    })),
    ...attested.map((row): Act => ({ key: `attest/${row.booking}`, at: new Date(row.at), by: row.by, run: (principal, idempotencyKey) => app.get(GradeService).attest(principal, { idempotencyKey, sectionId: id.section(row.section), bookingIds: [of(row.booking)] }) })),
    ...accepted.map((row): Act => ({ key: `accept-grades/${row.booking}`, at: new Date(row.at), by: row.by, run: (principal, idempotencyKey) => app.get(GradeService).answer(principal, { idempotencyKey, bookingId: of(row.booking), number: 1 }) })),
    // The calendar's own acts: a class of last spring begins, classes end, their grades are asked for, and silence accepts.
    ...['2026-02-05T12:00:00Z', '2026-05-28T20:00:00Z', '2026-06-12T20:00:00Z', '2026-11-05T20:00:00Z'].map((at): Act => ({ key: `calendar/grades/${at}`, at: new Date(at), by: null, run: () => owner.query('select sweep_rosters(1000, 21, 60), sweep_grades(1000, 10, 10)') })),
    ...['2026-05-30T12:00:00Z', '2026-11-07T12:00:00Z'].map((at): Act => ({ key: `calendar/ends/${at}`, at: new Date(at), by: null, run: () => owner.query('select end_sections(1000)') })),
  ];
}
