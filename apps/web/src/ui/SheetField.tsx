import { useState } from 'react';
import { Button } from './Button.js';
import { AreaField } from './Field.js';
import { Notice } from './Notice.js';
import css from './SheetField.module.css';
import { textOfFile } from './spreadsheet.js';
import { Table } from './Table.js';

interface Problem { readonly row: number; readonly column: string; readonly message: string }
interface Sheet {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly busy: boolean;
  /** What reading it found wrong; null until it has been looked at. */
  readonly problems: readonly Problem[] | null;
  /** What a file with problems leaves undone: "Nothing is placed yet". */
  readonly undone: string;
  readonly onEdit: (text: string) => void;
  readonly onLook: (text: string) => void;
}

/** Rows from a spreadsheet, as a file or pasted: looked at first, with what is wrong row by row. */
export function SheetField({ id, label, text, busy, problems, undone, onEdit, onLook }: Sheet) {
  const [unreadable, setUnreadable] = useState(false);
  return (
    <>
      <label className={css['file']}>
        {label}
        <input
          type="file"
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            setUnreadable(false);
            if (file) void textOfFile(file).then(onLook, () => setUnreadable(true));
          }}
        />
      </label>
      {unreadable ? <Notice tone="warn" title="This file cannot be read as a table.">Save the sheet as CSV or XLSX, without a password, and choose it again.</Notice> : null}
      <AreaField id={id} name={id} label="Or paste the rows" value={text} onChange={onEdit} rows={5} />
      <div className="row">
        <Button look={problems ? 'plain' : 'primary'} busy={busy} onClick={() => onLook(text)}>Look at it first</Button>
      </div>
      {problems && problems.length > 0 ? (
        <>
          <Notice tone="warn" title={`${undone}: ${problems.length} ${problems.length === 1 ? 'thing needs' : 'things need'} a correction in the sheet.`} />
          <Table
            caption="What to correct, row by row"
            captionHidden
            rows={problems.map((problem, index) => ({ ...problem, index }))}
            rowKey={(row) => String(row.index)}
            columns={[
              { key: 'row', head: 'Row', names: true, cell: (row) => `Row ${row.row}` },
              { key: 'column', head: 'Column', cell: (row) => row.column || 'The whole row' },
              { key: 'what', head: 'What to do', cell: (row) => row.message },
            ]}
          />
        </>
      ) : null}
    </>
  );
}
