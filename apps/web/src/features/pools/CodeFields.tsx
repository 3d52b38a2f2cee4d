import { TextField } from '../../ui/Field.js';
import { More } from '../../ui/More.js';
import { type CodeValues, emptyCode } from './proposal-form.js';
import { type ItemValues } from './round-form.js';
import css from './Rounds.module.css';

type FieldOf = (name: string, value: string, change: (value: string, item: ItemValues) => ItemValues) => { id: string; name: string; value: string; onChange: (value: string) => void; error: string | undefined };

/** The code of an item as finance systems know it: typed as it stands in its list, with the list's name and version. */
export function CodeFields({ item, field }: { item: ItemValues; field: FieldOf }) {
  const code = item.code ?? emptyCode;
  const of = (name: keyof CodeValues) => field(`code-${name}`, code[name], (value, one) => ({ ...one, code: { ...(one.code ?? emptyCode), [name]: value } }));
  const [typed, list, version] = [of('code'), of('list'), of('version')];
  return (
    <More className={css['more']} summary="Commodity code" must={code.code !== '' || [typed, list, version].some(({ error }) => error !== undefined)}>
      <div className={css['pair']}>
        <TextField {...typed} label="Code" hint="As in its list: 645-33" optional maxLength={30} />
        <TextField {...list} label="List" hint="NIGP, UNSPSC" optional maxLength={30} />
        <TextField {...version} label="Version" hint="Of the list" optional maxLength={30} />
      </div>
    </More>
  );
}
