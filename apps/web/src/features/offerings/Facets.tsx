import { useState } from 'react';
import { type CatalogueQuery } from '../../generated/offerings/catalogue.js';
import { Button } from '../../ui/Button.js';
import { TickField } from '../../ui/Field.js';
import { Icon } from '../../ui/Icon.js';
import css from './Facets.module.css';
import { countWords, facetKeys, type FacetKey, facetWords, type FindSearch, keyOf } from './find-search.js';

type Facet = CatalogueQuery['catalogue']['facets'][number];
type Toggle = (key: FacetKey, value: string) => void;

const order = Object.values(facetKeys);
const SHORT = 6;

/** What the list can be narrowed by, with how many each would leave. A tick follows the address at once, the numbers the answer. */
export function Facets({ facets, search, onToggle }: { facets: readonly Facet[]; search: FindSearch; onToggle: Toggle }) {
  const useful = [...facets].filter((facet) => facet.values.length > 1 || search[keyOf(facet.name)] !== undefined).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return (
    <div className={css['facets']}>
      {useful.map((facet) => (
        <FacetGroup key={facet.name} facet={facet} chosen={search[keyOf(facet.name)] ?? []} onToggle={onToggle} />
      ))}
    </div>
  );
}

function FacetGroup({ facet, chosen, onToggle }: { facet: Facet; chosen: readonly string[]; onToggle: Toggle }) {
  const [all, setAll] = useState(false);
  const shown = all ? facet.values : facet.values.filter((value, index) => index < SHORT || chosen.includes(value.value));
  return (
    <fieldset className={css['group']}>
      <legend>{facetWords[facet.name]}</legend>
      {shown.map((value) => (
        <TickField key={value.value} label={value.label} detail={countWords(value.count)} checked={chosen.includes(value.value)} onChange={() => onToggle(keyOf(facet.name), value.value)} />
      ))}
      {facet.values.length > shown.length || all ? (
        facet.values.length > SHORT ? (
          <button type="button" className={css['more']} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${facet.values.length}`}
          </button>
        ) : null
      ) : null}
    </fieldset>
  );
}

/** What is chosen, each with a way to take it back. */
export function Chosen({ search, facets, onToggle, onClear }: { search: FindSearch; facets: readonly Facet[]; onToggle: Toggle; onClear: () => void }) {
  const chips = (Object.keys(facetKeys) as FacetKey[]).flatMap((key) =>
    (search[key] ?? []).map((value) => ({ key, value, label: facets.find((facet) => facet.name === facetKeys[key])?.values.find((one) => one.value === value)?.label ?? value })),
  );
  if (chips.length === 0) return null;
  return (
    <div className="row">
      <ul className="row" aria-label="Chosen filters">
        {chips.map((chip) => (
          <li key={`${chip.key}${chip.value}`}>
            <button type="button" className={css['chip']} onClick={() => onToggle(chip.key, chip.value)}>
              <span className="visually-hidden">Remove {facetWords[facetKeys[chip.key]]}: </span>
              {chip.label}
              <Icon name="cross" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={onClear}>
        Clear all
      </Button>
    </div>
  );
}
