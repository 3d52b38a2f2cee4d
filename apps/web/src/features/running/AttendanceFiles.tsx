import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { AttendanceFileDocument } from '../../generated/running/running.js';
import { LostNotice } from '../../platform/CommandForm.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { download, fileName } from '../../ui/download.js';

/** Attendance of a registrar's own bookings, taken along: one line for each seat and day, no names. */
export function AttendanceFiles({ bookings }: { bookings: readonly (readonly [id: string, reference: string])[] }) {
  const client = useApolloClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  if (bookings.length === 0) return null;
  const take = async (id: string, reference: string) => {
    setBusy(id);
    setLost(false);
    try {
      const { data } = await client.query({ query: AttendanceFileDocument, variables: { bookingId: id }, fetchPolicy: 'no-cache' });
      const file = data?.attendanceFile;
      if (!file) throw new Error('no file');
      download(`${fileName(`attendance ${reference}`)}.csv`, file.csv, 'text/csv;charset=utf-8');
      announce(`Attendance of ${reference} is in your downloads`);
    } catch {
      setLost(true);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="stack-s no-print">
      {lost ? <LostNotice /> : null}
      <div className="row">
        {bookings.map(([id, reference]) => (
          <Button key={id} icon="arrow" busy={busy === id} onClick={() => void take(id, reference)}>{`Attendance of ${reference} as a file (CSV)`}</Button>
        ))}
      </div>
    </div>
  );
}
