import { dayPlain } from '../../platform/dates.js';
import { Table } from '../../ui/Table.js';
import css from './PurchasingRules.module.css';

export interface PurchasingRule {
  key: string;
  words: string;
  valueWords: readonly string[];
  version: number;
  since?: string | null;
  citation?: string | null;
  district?: { id: string; shortName: string } | null;
}

/** The rules of buying together: what each says, which version it is and since when, and where it is written. */
export function PurchasingRulesTable({ rules, caption }: { rules: readonly PurchasingRule[]; caption: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      rows={rules}
      rowKey={(rule) => `${rule.key} ${rule.district?.id ?? ''}`}
      columns={[
        { key: 'rule', head: 'Rule', names: true, cell: (rule) => `${rule.words}${rule.district ? `, ${rule.district.shortName}` : ''}` },
        {
          key: 'value', head: 'Value',
          cell: (rule) => (rule.valueWords.length === 1 ? rule.valueWords[0] : (
            <ul className={css['lines']}>
              {rule.valueWords.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )),
        },
        { key: 'since', head: 'Since', cell: (rule) => (rule.since == null ? <span className="muted">built in</span> : <><span className="nowrap">{dayPlain(rule.since)}</span><span className={css['under']}>version {rule.version}</span></>) },
        { key: 'citation', head: 'Written in', cell: (rule) => <span className="muted">{rule.citation ?? 'Nothing is agreed: this is how Barnraise does it until then.'}</span> },
      ]}
    />
  );
}
