import { describe, expect, it } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import { type Column, Table } from './Table.js';

const columns: Column<{ id: string; name: string; seats: number }>[] = [
  { key: 'name', head: 'Section', names: true, cell: (row) => row.name },
  { key: 'seats', head: 'Seats', figure: true, cell: (row) => row.seats },
];

describe('Table', () => {
  it('has a caption, column headers and a header cell per row', () => {
    render(<Table caption="Seats we hold" captionHidden columns={columns} rows={[{ id: '1', name: 'Chemistry', seats: 2 }]} rowKey={(row) => row.id} />);
    const table = screen.getByRole('table', { name: 'Seats we hold' });
    expect(table.querySelector('caption')).toHaveTextContent('Seats we hold');
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map((head) => head.getAttribute('scope'))).toEqual(['col', 'col']);
    expect(within(table).getByRole('rowheader', { name: 'Chemistry' })).toHaveAttribute('scope', 'row');
    expect(within(table).getByRole('cell')).toHaveTextContent('2');
  });

  it('shows what to do instead of an empty table', () => {
    render(<Table caption="Seats" columns={columns} rows={[]} rowKey={(row) => row.id} empty={<p>Find a course first</p>} />);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('Find a course first')).toBeInTheDocument();
  });
});
