import { dayPlain } from '../../platform/dates.js';
import { Table } from '../../ui/Table.js';

export interface Policy {
  id: string;
  words: string;
  valueWords: string;
  effectiveFrom: string;
  citation: string;
  inForce: boolean;
}

/** Rules with their value, since when they hold, and where they are written. */
export function PolicyTable({ policies, caption }: { policies: readonly Policy[]; caption: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      rows={policies}
      rowKey={(policy) => policy.id}
      columns={[
        { key: 'rule', head: 'Rule', names: true, cell: (policy) => policy.words },
        { key: 'value', head: 'Value', cell: (policy) => policy.valueWords },
        { key: 'since', head: 'Since', cell: (policy) => <span className="nowrap">{dayPlain(policy.effectiveFrom)}</span> },
        { key: 'citation', head: 'Written in', cell: (policy) => <span className="muted">{policy.citation}</span> },
      ]}
    />
  );
}
