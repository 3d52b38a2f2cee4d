import { explain, shareFile } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { useMemo } from 'react';
import { ExplainDialog } from '../explain/ExplainDialog.js';
import { type Worked } from './words.js';

/** One share of one way of a study, worked out here: its steps, and its file. */
export default function ExplainShare({ result, member, onClose }: { result: Worked; member: string; onClose: () => void }) {
  const { sentences, file } = useMemo(() => {
    const made = shareFile(result.worked);
    return { sentences: explain(result.trace), file: made.ok ? made.text : null };
  }, [result]);
  const row = result.standings.find((one) => one.member === member);
  if (row === undefined) return null;
  return <ExplainDialog title={`Why ${formatCents(row.cents)} for ${row.name}?`} lead={`Shared “${result.name}”, ${formatCents(result.totalCents)} in all.`} sentences={aboutOne(sentences, row.name, result.standings.map(({ name }) => name))} all={sentences} trace={result.trace} inputHash={result.inputHash} file={file} onClose={onClose} />;
}

/** Sentences that begin with another's name are about that one. */
const aboutOne = (sentences: readonly string[], name: string, names: readonly string[]): string[] =>
  sentences.filter((sentence) => sentence.startsWith(`${name} `) || !names.some((other) => other !== name && sentence.startsWith(`${other} `)));
