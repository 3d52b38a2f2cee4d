import { type ReactNode } from 'react';
import css from './Table.module.css';

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Figures line up at their right edge. */
  figure?: boolean;
  /** The cell that names the row. Exactly one column has it. */
  names?: boolean;
  /** Left out on a phone. */
  deskOnly?: boolean;
}

/**
 * A real table: caption, column and row headers. On a phone each row becomes a block of its own; the roles are
 * written out, because a table laid out as blocks loses them in some browsers.
 */
export function Table<Row>({ caption, columns, rows, rowKey, captionHidden, foot, empty }: { caption: string; captionHidden?: boolean; columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string; foot?: ReactNode; empty?: ReactNode }) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <div className={css['frame']}>
      <table className={css['table']} role="table">
        <caption className={captionHidden ? 'visually-hidden' : css['caption']}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" className={classes(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) =>
                column.names ? (
                  <th key={column.key} scope="row" role="rowheader" className={classes(column)}>
                    <div>{column.cell(row)}</div>
                  </th>
                ) : (
                  <td key={column.key} role="cell" className={classes(column)} data-head={column.head}>
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : <tfoot role="rowgroup">{foot}</tfoot>}
      </table>
    </div>
  );
}

const classes = <Row,>(column: Column<Row>): string => [column.figure ? css['figure'] : '', column.deskOnly ? css['deskOnly'] : '', column.names ? css['names'] : ''].filter(Boolean).join(' ');
