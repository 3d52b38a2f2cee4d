import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { ProposeRoundDocument } from '../../generated/pools/rounds.js';
import { CommandForm, LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Form, problemsOf, useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { authoritySaved } from './authority-form.js';
import { clashes, useBasis } from './draft-basis.js';
import { DraftCheck, RoundAsRead } from './DraftCheck.js';
import { RightFields, RulesFields, WhatFields } from './DraftFields.js';
import { DraftSteps } from './DraftSteps.js';
import { draftSteps, standOf, stepOf, stepOfMissing, stillMissing, unsavedSteps } from './draft-steps.js';
import { ItemsFields } from './ItemFields.js';
import { useNamed } from './named.js';
import { Overtaken } from './Overtaken.js';
import { contentOf, fieldOfRound, roundValues, type RoundValues } from './round-form.js';
import { type StepKey } from './routes.js';
import { CancelRoundDialog, OpenRoundDialog } from './RoundDialogs.js';
import { GatherDialog } from './SolicitationDialogs.js';
import { roundTag, type Round } from './words.js';

const topics = ['round'] as const;

/** A draft of our own: everything that can be said before it opens, in steps; the last one shows it as the members will read it. */
export function DraftRound({ round: read, step: asked, field }: { round: Round; step: StepKey | undefined; field: string | undefined }) {
  const [round, keep] = useNewest(read);
  const [begun] = useState<StepKey>(() => (read.missing.length === 0 ? 'check' : 'what'));
  const step = asked ?? begun;
  const navigate = useNavigate();
  const name = `round.draft.${round.id}`;
  const saved = useMemo(() => roundValues(round), [round]);
  const base = useId();
  const fields = useForm<RoundValues>(name, saved);
  // Fields of an item are known by their place in the list.
  const form: Form<RoundValues> = {
    ...fields, problems: fields.problems.filter((one) => stepOf(one.field) === step),
    idOf: (one) => (stepOf(one) !== step ? undefined : one === 'documents' ? `${base}-documents-0-address` : /^(items|documents|charges)-/.test(one) ? `${base}-${one}` : fields.idOf(one)),
  };
  const { values } = fields;
  const typed = useRef(values);
  typed.current = values;
  const command = useCommand(name, ProposeRoundDocument, 'Round', topics);
  const named = useNamed(command, fieldOfRound);
  const [dialog, setDialog] = useState<'open' | 'gather' | 'cancel' | null>(null);
  const unsaved = unsavedSteps(values, saved);
  const dirty = unsaved.size > 0;
  const mine = round.steps.includes('change');
  const [basis, setBasis] = useBasis(name, { revision: round.revision, values: saved }, dirty);
  // Somebody else saved since: nothing is written over theirs, and nothing typed is dropped, before it is looked at.
  const overtaken = basis.revision < round.revision;

  const save = async (): Promise<Round | null> => {
    const { content, problems } = contentOf(values);
    fields.setProblems(problems ?? []);
    if (overtaken) announce('Not saved: a colleague has changed this draft. Choose which of the two stays');
    if (!content || overtaken) return null;
    const sent = JSON.stringify(values);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, revision: basis.revision, districtId: round.lead.id, consortiumId: round.consortiumId, round: content } }));
    if (!done) return null;
    announce('Saved');
    const whole = { ...done, authority: authoritySaved(round.authority, content) };
    // What was typed while it was on the way stays, on what was saved now.
    setBasis({ revision: done.revision, values: roundValues(whole) });
    if (JSON.stringify(typed.current) === sent) {
      keep(whole);
      fields.clear();
    }
    return whole;
  };
  const { setProblems } = fields;
  useEffect(() => {
    if (named.refusal) setProblems(problemsOf(named.refusal));
  }, [named.refusal, setProblems]);
  useSavedOnTheWay(step, mine && dirty && !overtaken && !command.busy && contentOf(values).problems === null, save, command.forget);
  useFocusOf(field, step, form);
  // What the server finds wrong on another step is shown there.
  const wrongAt = named.refusal?.problems.map((one) => stepOf(one.field)).find((_, __, all) => !all.includes(step)) ?? null;
  const sent = useRef(false);
  useEffect(() => {
    if (!sent.current || wrongAt === null) return;
    sent.current = false;
    void navigate({ to: '/rounds/$id', params: { id: read.id }, search: { step: wrongAt } });
  }, [wrongAt, navigate, read.id]);

  const at = draftSteps.findIndex(({ key }) => key === step);
  const [before, present, after] = [draftSteps[at - 1], draftSteps[at]!, draftSteps[at + 1]];
  const asks = values.route === 'SOLICITATION';
  const goOn = async () => {
    const here = (contentOf(values).problems ?? []).filter((one) => stepOf(one.field) === step);
    if (here.length > 0) return fields.setProblems(here);
    sent.current = true;
    if (dirty && contentOf(values).problems === null && !(await save())) return;
    sent.current = false;
    command.forget();
    await navigate({ to: '/rounds/$id', params: { id: round.id }, search: { step: after!.key } });
  };
  const open = async () => {
    const done = dirty ? await save() : round;
    if (done && done.missing.length === 0) setDialog(done.route === 'SOLICITATION' ? 'gather' : 'open');
  };
  const missing = stillMissing(round.missing, values, saved);
  const missingHere = missing.filter((one) => stepOfMissing(one) === step).length;
  const page = { documentTitle: `${round.title}: ${present.name}`, eyebrow: <><Link to="/rounds">Purchasing rounds</Link> / {round.title}</>, actions: roundTag(round.state) };
  if (!mine) return <Page title={draftSteps.at(-1)!.questions[asks ? 1 : 0]} {...page}><RoundAsRead round={round} /></Page>;
  return (
    <>
      <Page key={step} title={present.questions[asks ? 1 : 0]} {...page} lead={step === 'check' ? 'So the members will read it. Nobody else sees it until then.' : undefined}>
        <DraftSteps roundId={round.id} step={step} standing={(key) => standOf(key, { missing, problems: fields.problems, unsaved })} />
        {overtaken ? (
          <Overtaken
            clashes={clashes(values, saved, basis)}
            onTake={() => {
              fields.clear();
              command.forget();
            }}
            onKeep={() => {
              setBasis({ revision: round.revision, values: saved });
              command.forget();
            }}
          />
        ) : null}
        {step === 'check' ? (
          <>
            {named.refusal && named.refusal.problems.length === 0 ? <RefusalNotice refusal={named.refusal} /> : command.lost ? <LostNotice /> : null}
            <DraftCheck round={round} asks={asks} missing={missing} problems={fields.problems} dirty={dirty} busy={command.busy} onSave={() => void save()} onOpen={() => void open()} onCancel={() => setDialog('cancel')} />
          </>
        ) : (
          <CommandForm
            form={form}
            command={named}
            onSubmit={() => void goOn()}
            actions={
              <>
                <Button type="submit" look="primary" busy={command.busy}>Save and go on</Button>
                {before ? <ButtonLink to="/rounds/$id" params={{ id: round.id }} search={{ step: before.key }} look="quiet">Back</ButtonLink> : null}
                <span className="muted small" aria-live="polite">{command.busy ? 'Saving' : dirty ? 'Kept in this browser until you save.' : 'Everything is saved.'}</span>
              </>
            }
          >
            {missingHere > 0 && unsaved.size === 0 ? <Notice tone="info">Kept as a draft. Before {asks ? 'estimates are asked for' : 'it can open'}, {missingHere === 1 ? 'one thing is' : `${missingHere} things are`} missing here.</Notice> : null}
            {step === 'what' ? <WhatFields form={form} /> : null}
            {step === 'items' ? <ItemsFields base={base} form={form} sealed={values.sealed === 'yes'} districtId={round.lead.id} wanted={field === undefined ? null : fieldOfRound(field)} /> : null}
            {step === 'right' ? <RightFields form={form} base={base} /> : null}
            {step === 'rules' ? <RulesFields form={form} base={base} /> : null}
          </CommandForm>
        )}
      </Page>
      {dialog === 'gather' ? <GatherDialog round={round} onClose={() => setDialog(null)} /> : null}
      {dialog === 'open' ? <OpenRoundDialog round={round} onClose={() => setDialog(null)} /> : null}
      {dialog === 'cancel' ? <CancelRoundDialog round={round} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

/** What was just saved is newer than what was read, until it is read again: the round and its authority are read one after the other. */
function useNewest(read: Round): [Round, (saved: Round) => void] {
  const [saved, setSaved] = useState<Omit<Round, 'authority'> | null>(null);
  const [law, setLaw] = useState<Round['authority'] | null>(null);
  const { authority } = read;
  const seen = useRef(read);
  useEffect(() => {
    if ((Object.keys(read) as (keyof Round)[]).some((key) => key !== 'authority' && read[key] !== seen.current[key])) setSaved(null);
    seen.current = read;
  }, [read]);
  useEffect(() => setLaw(null), [authority]);
  const round = useMemo<Round>(() => ({ ...(saved ?? read), authority: law ?? authority }), [saved, law, read, authority]);
  return [round, (next) => {
    setSaved(next);
    setLaw(next.authority);
  }];
}

/** Whoever leaves a step by the list of steps has it saved, where it can be. */
function useSavedOnTheWay(step: StepKey, can: boolean, save: () => Promise<unknown>, forget: () => void) {
  const last = useRef(step);
  const keep = useRef({ can, save, forget });
  keep.current = { can, save, forget };
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (keep.current.can) void keep.current.save();
    else keep.current.forget();
  }, [step]);
}

/** Whoever came for something that is missing stands in its field; what is folded around it is opened first. */
function useFocusOf(field: string | undefined, step: StepKey, form: { idOf: (field: string) => string | undefined }) {
  const idOf = useRef(form.idOf);
  idOf.current = form.idOf;
  useEffect(() => {
    const id = field === undefined ? undefined : idOf.current(fieldOfRound(field));
    const input = id === undefined ? null : document.getElementById(id);
    for (let fold = input?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
    input?.focus();
  }, [field, step]);
}
