import { useApolloClient } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { RoundItemsFileDocument } from '../../generated/pools/proposal.js';
import { LostNotice } from '../../platform/CommandForm.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { download } from '../../ui/download.js';
import { SheetField } from '../../ui/SheetField.js';
import { Table } from '../../ui/Table.js';
import { EMPTY_SHEET, type ItemsRead, itemsOfFile } from './items-file.js';
import { type ItemValues } from './round-form.js';
import css from './Rounds.module.css';

/** Items from a spreadsheet: looked at first, row by row; put into the form as a whole, or not at all. Saved with the draft. */
export function ItemsImport({ districtId, onTaken }: { districtId: string; onTaken: (items: ItemValues[]) => void }) {
  const client = useApolloClient();
  const [text, setText] = useState('');
  const [read, setRead] = useState<ItemsRead | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  // What was read is of the text as it was.
  const edit = (next: string) => {
    setText(next);
    setRead(null);
  };
  const look = async (content: string) => {
    edit(content);
    setLost(false);
    if (content.trim() === '') return;
    setBusy(true);
    try {
      const { data } = await client.query({ query: RoundItemsFileDocument, variables: { input: { districtId, text: content } }, fetchPolicy: 'no-cache' });
      setRead(data?.roundItemsFile ?? null);
      announce(data?.roundItemsFile?.problems.length ? 'The sheet needs a correction' : 'The sheet is whole');
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  const take = () => {
    if (!read) return;
    onTaken(itemsOfFile(read));
    edit('');
    announce(`${read.items.length} ${read.items.length === 1 ? 'item stands' : 'items stand'} in the form`);
  };
  return (
    <details className={css['more']}>
      <summary>Items from a spreadsheet</summary>
      <div className="stack">
        {lost ? <LostNotice /> : null}
        <p>
          One row for each item. Item, unit and price are needed; what else there is can be left out. Prices for more are written as 20:38.00; 40:35.00.{' '}
          <Button look="quiet" onClick={() => download('items-of-a-round.csv', EMPTY_SHEET, 'text/csv;charset=utf-8')}>Get a sheet to begin with</Button>
        </p>
        <SheetField id="items-text" label="The file (CSV or XLSX)" text={text} busy={busy} problems={read?.problems ?? null} undone="Nothing is taken over yet" onEdit={edit} onLook={(content) => void look(content)} />
        {read && read.items.length > 0 ? (
          <>
            <Table
              caption="What the sheet says"
              rows={read.items.map((item, n) => ({ ...item, n }))}
              rowKey={({ n }) => String(n)}
              columns={[
                { key: 'name', head: 'Item', names: true, cell: ({ name, specification }) => <>{name}{specification ? <span className={css['under']}>{specification}</span> : null}</> },
                { key: 'unit', head: 'Ordered by the', cell: ({ orderUnit, units }) => <>{orderUnit}{units.length > 1 ? <span className={css['under']}>{units.flatMap(({ name, holds }, n) => (holds == null ? [] : [`1 ${name} is ${holds} ${units[n - 1]?.plural ?? ''}`])).join(', ')}</span> : null}</> },
                { key: 'price', head: 'Price', figure: true, cell: ({ tiers, priceUnit }) => <>{formatCents(tiers[0]?.priceCents ?? 0)} per {priceUnit}{tiers.slice(1).map(({ from, priceCents }) => <span key={from} className={css['under']}>from {from}: {formatCents(priceCents)}</span>)}</> },
                { key: 'code', head: 'Code', cell: ({ code, codeList }) => (code ? `${codeList ?? ''} ${code}` : '') },
              ]}
            />
            <div className="row">
              <Button look="primary" onClick={take}>{read.items.length === 1 ? 'Put it into the form' : `Put these ${read.items.length} items into the form`}</Button>
              <span className="muted small">They are saved with the draft.</span>
            </div>
          </>
        ) : null}
      </div>
    </details>
  );
}
