import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type CostStudiesQuery, type MoneyConsortiumQuery } from '../../generated/cost-shares/money.js';
import { dayPlain, instantWords } from '../../platform/dates.js';
import { Button } from '../../ui/Button.js';
import { Page, Section } from '../../ui/Page.js';
import { Empty } from '../../ui/States.js';
import { Tab, Tabs } from '../../ui/Tabs.js';
import { AdoptPresetDialog } from './AdoptPresetDialog.js';
import { audienceTag } from './audience.js';
import css from './MoneyPanel.module.css';
import { StartStudyDialog } from './StartStudyDialog.js';

type Consortium = NonNullable<MoneyConsortiumQuery['consortium']>;
type Row = CostStudiesQuery['costStudies']['nodes'][number];

/** The studies one can see, and the ways to share that members agreed on. */
export function MoneyPanel({ consortium, consortia, studies, more }: { consortium: Consortium; consortia: readonly { id: string; name: string }[]; studies: readonly Row[]; more: (() => Promise<unknown>) | null }) {
  const [open, setOpen] = useState<'study' | 'preset' | null>(null);
  const [busy, setBusy] = useState(false);
  const start = consortium.mayWriteStudies ? (
    <Button look="primary" icon="plus" onClick={() => setOpen('study')}>
      Start a study
    </Button>
  ) : undefined;
  const next = async () => {
    setBusy(true);
    await more?.().finally(() => setBusy(false));
  };
  return (
    <Page title="What would each of us pay?" documentTitle="Money" eyebrow={consortium.name} lead="A study sets several ways to share one cost side by side, for the real districts, to the cent." actions={studies.length > 0 ? start : undefined}>
      {consortia.length > 1 ? (
        <Tabs label="Consortium">
          {consortia.map(({ id, name }) => (
            <Tab key={id} to="/money" search={{ in: id }} chosen={id === consortium.id}>
              {name}
            </Tab>
          ))}
        </Tabs>
      ) : null}
      <Section title="Studies">
        {studies.length === 0 ? (
          <Empty title="No study yet" actions={start}>
            {consortium.mayWriteStudies
              ? 'Name a cost you think of sharing, a teacher, a bus, a software license, and see what each district would pay under two to five ways. It stays yours alone until you share it.'
              : 'When a business manager or the coordinator shares a study with the members, it appears here.'}
          </Empty>
        ) : (
          <ul className={css['studies']}>
            {studies.map((study) => (
              <li key={study.id}>
                <div>
                  <h3>
                    <Link to="/money/studies/$id" params={{ id: study.id }}>
                      {study.title}
                    </Link>
                  </h3>
                  <p className="muted small">
                    {study.mine ? 'By you' : `By ${study.authorName}, ${study.authorFor}`}. Changed {instantWords(study.changedAt)}.
                  </p>
                </div>
                {audienceTag(study.audience, study.mine)}
              </li>
            ))}
          </ul>
        )}
        {more === null ? null : (
          <div>
            <Button onClick={() => void next()} busy={busy}>
              Show more
            </Button>
          </div>
        )}
      </Section>
      <Section
        title="Ways we agreed on"
        aside={
          consortium.mayAdoptPresets ? (
            <Button icon="plus" onClick={() => setOpen('preset')}>
              Record a way
            </Button>
          ) : undefined
        }
      >
        {consortium.planPresets.length === 0 ? (
          <p className="muted">The members have not agreed on a way to share by name yet. A study can still use any.</p>
        ) : (
          <ul className={css['presets']}>
            {consortium.planPresets.map((preset) => (
              <li key={preset.id}>
                <h3>{preset.name}</h3>
                <p>{preset.words.join(' ')}</p>
                <p className="muted small">
                  {preset.citation}. In force since {dayPlain(preset.effectiveFrom)}.
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {open === 'study' ? <StartStudyDialog consortium={consortium} onClose={() => setOpen(null)} /> : null}
      {open === 'preset' ? <AdoptPresetDialog consortiumId={consortium.id} presets={consortium.planPresets} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}
