import { courseDraft } from '@barnraise/lifecycle';
import { useNavigate } from '@tanstack/react-router';
import { type NeighborNeedPartsFragment, StartDraftFromNeedDocument } from '../../generated/needs/needs.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { type Column, Table } from '../../ui/Table.js';
import css from './Needs.module.css';

export type NeighborLine = NeighborNeedPartsFragment;
const topics = ['draft'] as const;

/** What neighbors look for, a line for each course; whoever may write a course begins one from here. */
export function NeighborTable({ lines, home }: { lines: readonly NeighborLine[]; home: Place | null }) {
  const start = useStart(home);
  const columns: Column<NeighborLine>[] = [
    {
      key: 'what', head: 'Course', names: true,
      cell: (line) => (
        <>
          {line.title}
          <span className={css['under']}>
            {line.schoolYear}
            {line.sced ? `, ${line.area.name}` : ''}
          </span>
        </>
      ),
    },
    {
      key: 'who', head: 'Who looks for it',
      cell: (line) => (
        <>
          {line.districtWords}
          {line.districtNames.length > 0 ? <span className={css['under']}>{line.districtNames.join(', ')}</span> : null}
        </>
      ),
    },
    { key: 'students', head: 'Students', cell: (line) => line.studentWords ?? <span className="muted">Not told</span> },
    { key: 'wishes', head: 'What several want', cell: (line) => (line.wishWords === '' ? <span className="muted">Not told</span> : line.wishWords) },
    ...(start.may ? [{
      key: 'start', head: 'Meet it',
      cell: (line: NeighborLine) => (
        <span className={css['nowrap']}><Button look="quiet" busy={start.busy} onClick={() => start.begin(line.key)}>
          Start a draft<span className="visually-hidden"> of {line.title}, {line.schoolYear}</span>
        </Button></span>
      ),
    }] : []),
  ];
  return (
    <>
      {start.refusal ? <RefusalNotice refusal={start.refusal} /> : start.lost ? <LostNotice /> : null}
      <Table caption="What neighbors look for" captionHidden columns={columns} rows={lines} rowKey={(line) => line.key} />
      <p className="muted small">Each need is counted in one line. Of few districts only that there is one is told, so that nobody can work out whose it is.</p>
    </>
  );
}

/** Begins a draft with a line and goes to it. */
function useStart(home: Place | null) {
  const navigate = useNavigate();
  const command = useCommand(`draft.need.${home?.id ?? ''}`, StartDraftFromNeedDocument, 'CourseDraft', topics);
  const begin = async (needKey: string) => {
    if (!home) return;
    const draft = await command.send((idempotencyKey) => ({ input: { idempotencyKey, districtId: home.id, needKey } }));
    if (draft) await navigate({ to: '/bookings/courses/$id', params: { id: draft.id }, search: {} });
  };
  return { ...command, may: mayTake(courseDraft, 'write', home), begin: (needKey: string) => void begin(needKey) };
}
