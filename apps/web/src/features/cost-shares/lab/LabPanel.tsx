import { comparisonCsv, type AloneFigure, type Contender, type Directory } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { type StudyDirectoryQuery, type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { useSession } from '../../../platform/session.js';
import { Button } from '../../../ui/Button.js';
import { download, fileName } from '../../../ui/download.js';
import { Page, Section } from '../../../ui/Page.js';
import { audienceTag } from '../audience.js';
import { AloneSection } from './AloneSection.js';
import { BoundSlider } from './BoundSlider.js';
import { CompareShares } from './CompareShares.js';
import { CostEditor } from './CostEditor.js';
import { sharers } from './editing.js';
import { GroupsEditor, LastYearEditor, LeftOutEditor, MeasuresEditor } from './FigureEditors.js';
import css from './Lab.module.css';
import { MembersEditor } from './MembersEditor.js';
import { OddNotice } from './OddNotice.js';
import { useResults } from './results.js';
import { SavedWords } from './SavedWords.js';
import { ShareStudyDialog, type Reach } from './ShareStudyDialog.js';
import { CopyStudyDialog, DeleteStudyDialog } from './StudyDialogs.js';
import { useSaidAtRest } from './spoken.js';
import { StudyInWords } from './StudyInWords.js';
import { Typing } from './typing.js';
import { useStudyEditor } from './useStudyEditor.js';
import { WayDetail } from './WayDetail.js';
import { WaysEditor } from './WaysEditor.js';

type Open = { dialog: 'share'; reach: Reach } | { dialog: 'copy' } | { dialog: 'delete' } | null;

/** The cost lab: what is shared and how on one side, what each would pay on the other, at every change. */
export function LabPanel({ study, directory, consortium, way, onRestart }: { study: StudyPartsFragment & { draft: string }; directory: Directory; consortium: NonNullable<StudyDirectoryQuery['consortium']>; way: number; onRestart: () => Promise<void> }) {
  const { places } = useSession();
  const editor = useStudyEditor(study);
  const { draft, update } = editor;
  const [open, setOpen] = useState<Open>(null);
  const alone = useMemo(() => aloneOf(study), [study]);
  const frozenAlone = useMemo(() => (study.frozenAlone == null ? undefined : (JSON.parse(study.frozenAlone) as Record<string, AloneFigure>)), [study.frozenAlone]);
  // What is typed shows at once; the results follow when the browser has a moment.
  const settled = useDeferredValue(draft);
  const worked = useResults(settled, directory, alone, frozenAlone);
  const failed = worked.results.find((result) => !result.ok);
  useSaidAtRest(
    worked.results.map((result) => (result.ok ? result.standings.map(({ cents }) => cents).join() : result.refusal.message)).join(';'),
    failed?.ok === false ? `${failed.name} cannot be worked out: ${failed.refusal.message}` : 'The shares are worked out again.',
  );
  const own = useMemo(() => new Set(places.map(({ id }) => id)), [places]);
  const editing = useMemo(() => ({ draft, update, directory }), [draft, update, directory]);
  const total = draft.items.reduce((sum, item) => sum + item.amountCents, 0);
  const all = sharers(editing);
  const nameOf = (key: string) => all.find((one) => one.key === key)?.name ?? key;
  const leaveOut = (school: string, on: boolean) => update((before) => ({ ...before, leftOut: on ? [...before.leftOut.filter((one) => one !== school), school] : before.leftOut.filter((one) => one !== school) }));
  const setWay = (at: number, next: Contender) => update((before) => ({ ...before, contenders: before.contenders.map((one, index) => (index === at ? next : one)) }));
  const reaches = study.mayShareWith.filter((audience): audience is Reach => audience !== 'AUTHOR');
  return (
    <Typing name={`study.${study.id}.fields`}>
      <Page
        wide
        title={editor.title}
        eyebrow={
          <>
            <Link to="/money" search={{ in: study.consortium.id }}>
              Money
            </Link>{' '}
            / {study.consortium.name}
          </>
        }
        lead={
          <>
            {formatCents(total)}, {draft.kind === 'real' ? 'paid in' : 'planned for'} {draft.year}, among {all.length} districts. {study.mine ? 'By you' : `By ${study.authorName}`}, for {study.authorFor}.
          </>
        }
        actions={
          <>
            {reaches.map((reach) => (
              <Button key={reach} look={reach === reaches[0] ? 'primary' : 'plain'} onClick={() => setOpen({ dialog: 'share', reach })}>
                {reach === 'MEMBERS' ? 'Share with the members' : 'Share with the coordinator'}
              </Button>
            ))}
          </>
        }
      >
        <div className="row">
          {audienceTag(study.audience, study.mine)}
          {study.mayEdit ? <SavedWords saved={editor.saved} onKeepMine={editor.keepMine} onTakeTheirs={() => { editor.dropMine(); void onRestart(); }} /> : <span className="muted small">{study.audience === 'MEMBERS' ? 'Shared with the members, so it stays as it is. ' : ''}What you move here is only for you.</span>}
        </div>
        <div className={css['lab']}>
          <div className={css['inputs']}>
            {study.mayEdit ? (
              <>
                <CostEditor editing={editing} title={editor.title} onTitle={editor.rename} />
                <MembersEditor editing={editing} />
                <WaysEditor editing={editing} presets={consortium.planPresets} />
                <LastYearEditor editing={editing} />
                <LeftOutEditor editing={editing} label={worked.study.years[0]?.label ?? ''} />
                <MeasuresEditor editing={editing} />
                <GroupsEditor editing={editing} />
              </>
            ) : (
              <StudyInWords editing={editing} />
            )}
          </div>
          <div className={css['results']} data-behind={settled !== draft || undefined}>
            {worked.odd.map((one) => (
              <OddNotice key={one.school} odd={one} districtName={nameOf(one.member)} onToggle={(on) => leaveOut(one.school, on)} />
            ))}
            <BoundSlider ways={draft.contenders} results={worked.results} totalCents={total} members={all.length} lastYear={Object.keys(draft.lastYearCents).length > 0} onChange={setWay} />
            <CompareShares study={worked.study} results={worked.results} own={own} />
            <WayDetail studyId={study.id} study={worked.study} results={worked.results} at={way - 1} own={own} />
            <AloneSection study={study} />
          </div>
          <div className={css['aside']}>
            <Section title="Take it along">
              <div className={css['along']}>
                <Button icon="save" onClick={() => download(`${fileName(editor.title)}.csv`, comparisonCsv(worked.results), 'text/csv;charset=utf-8')}>
                  Table for a spreadsheet
                </Button>
                <a className={css['file']} href={`/cost-studies/${study.id}/board.pdf`} download={`${fileName(editor.title)}.pdf`} onClick={editor.flush}>
                  Report for the board (PDF)
                </a>
                {study.mayCopy ? <Button onClick={() => setOpen({ dialog: 'copy' })}>Copy into a study of my own</Button> : null}
                {study.mine && study.audience === 'AUTHOR' ? (
                  <Button icon="trash" onClick={() => setOpen({ dialog: 'delete' })}>
                    Delete this study
                  </Button>
                ) : null}
              </div>
            </Section>
          </div>
        </div>
        {open?.dialog === 'share' ? <ShareStudyDialog study={study} reach={open.reach} consortium={consortium} pending={editor.saved.state !== 'saved'} onClose={() => setOpen(null)} onShared={onRestart} /> : null}
        {open?.dialog === 'copy' ? <CopyStudyDialog study={study} onClose={() => setOpen(null)} /> : null}
        {open?.dialog === 'delete' ? <DeleteStudyDialog study={study} onClose={() => setOpen(null)} /> : null}
      </Page>
    </Typing>
  );
}

const confidences = { QUOTE: 'quote', OWN_ACCOUNTS: 'own-accounts', ESTIMATE: 'estimate' } as const;

/** What districts say they would pay alone, as the arithmetic takes it. */
function aloneOf(study: StudyPartsFragment): Record<string, AloneFigure> {
  return Object.fromEntries(
    study.standAlone.map(({ district, cents, source, confidence, obtainedOn }): [string, AloneFigure] => [
      district.id, { cents, source, confidence: confidences[confidence], ...(obtainedOn == null ? {} : { obtainedOn }) },
    ]),
  );
}
