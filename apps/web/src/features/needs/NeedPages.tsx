import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ChangeNeedDocument, NeedChoicesDocument, type NeedChoicesQuery, NeedDocument, type NeedPartsFragment, PostNeedDocument } from '../../generated/needs/needs.js';
import { clock } from '../../platform/clock.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { dayIn, readerZone } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { type Place, useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { contentOf, emptyNeed, type NeedValues, valuesOf } from './need-form.js';
import { NeedFields } from './NeedFields.js';

export type NeedChoices = NeedChoicesQuery;
const newRoute = getRouteApi('/signed-in/bookings/needs/new');
const needRoute = getRouteApi('/signed-in/bookings/needs/$id');
const topics = ['need'] as const;
const LOOKED_FOR_MS = 90 * 86_400_000;
const day = (ms: number): string => dayIn(ms, readerZone());

const useChoices = (home: Place | null) => useQuery(NeedChoicesDocument, { variables: { districtId: home?.id ?? '' }, skip: !home, context: { topics: ['account'] } });
/** The years that are still to come or running, the next one first: that is what is planned now. */
const yearsOf = (choices: NeedChoices): string[] => (choices.district?.schoolYears ?? []).filter((year) => year.lastDay > day(clock.now())).map((year) => year.name).sort().reverse();

export function NewNeedPage() {
  const { title = '' } = newRoute.useSearch();
  const { home } = useSession();
  const navigate = useNavigate();
  const { data: choices, error, refetch } = useChoices(home);
  const name = `need.new.${home?.id ?? ''}`;
  const command = useCommand(name, PostNeedDocument, 'CourseNeed', topics);
  if (!home) return <Page title="What do you look for?"><Empty title="Needs are posted by districts">You act for a consortium. Its members post what they look for.</Empty></Page>;
  if (error) return <PageReadFailed what="the form" error={error} retry={() => void refetch()} />;
  if (!choices) return <PageBones label="Loading the form" />;
  return (
    <NeedForm
      name={name} initial={emptyNeed({ title, schoolYear: yearsOf(choices)[0] ?? '', until: day(clock.now() + LOOKED_FOR_MS) })} choices={choices} home={home} command={command} documentTitle="Post a need" button="Post it"
      send={async (need) => {
        if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, districtId: home.id, need } })))) return false;
        announce('Posted');
        await navigate({ to: '/bookings/needs' });
        return true;
      }}
    />
  );
}

export function NeedPage() {
  const { id } = needRoute.useParams();
  const { home } = useSession();
  const { data: choices } = useChoices(home);
  const { data, error, refetch } = useQuery(NeedDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['need'] } });
  const need = data?.courseNeed;
  if (need && !need.mayChange) return <Ended need={need} />;
  if (need && choices && home) return <Change key={need.id} need={need} choices={choices} home={home} />;
  if (error) return <PageReadFailed what="this need" error={error} retry={() => void refetch()} />;
  if (data && !need) return <SubjectMissing what="this need" back={{ to: '/bookings/needs', words: 'See what is looked for' }} />;
  return <PageBones label="Loading the need" />;
}

function Change({ need, choices, home }: { need: NeedPartsFragment; choices: NeedChoices; home: Place }) {
  const navigate = useNavigate();
  const name = `need.${need.id}`;
  const command = useCommand(name, ChangeNeedDocument, 'CourseNeed', topics);
  return (
    <NeedForm
      name={name} initial={valuesOf(need)} choices={choices} home={home} command={command} documentTitle={need.title} button="Save"
      send={async (content) => {
        if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, needId: need.id, need: content } })))) return false;
        announce('Saved');
        await navigate({ to: '/bookings/needs' });
        return true;
      }}
    />
  );
}

/** Nothing to change any more, or not by this person: said, with the way back. */
function Ended({ need }: { need: NeedPartsFragment }) {
  return (
    <Page title={`Do we still look for ${need.title}?`} documentTitle={need.title} lead={`${need.schoolYear}. ${need.wishWords}`}>
      <Notice tone="plain" title={need.state === 'MET' ? 'It was found.' : need.state === 'OPEN' ? 'Yes.' : 'No.'}>
        {need.state === 'MET' ? 'As many seats were accepted as were looked for.' : need.state === 'OPEN' ? 'A counselor, a registrar or an administrator of your district changes it.' : 'It was taken back, or its last day has passed. Post it again if you still look for it.'}
      </Notice>
      <div>
        <ButtonLink to="/bookings/needs">See what is looked for</ButtonLink>
      </div>
    </Page>
  );
}

interface FormProps {
  name: string;
  documentTitle: string;
  initial: NeedValues;
  choices: NeedChoices;
  home: Place;
  command: { busy: boolean; refusal: Parameters<typeof CommandForm>[0]['command']['refusal']; lost: boolean };
  button: string;
  send: (content: NonNullable<ReturnType<typeof contentOf>['content']>) => Promise<boolean>;
}

function NeedForm({ name, documentTitle, initial, choices, home, command, button, send }: FormProps) {
  const form = useForm(name, initial);
  const submit = async () => {
    const { content, problems } = contentOf(form.values);
    form.setProblems(problems ?? []);
    if (content && (await send(content))) form.clear();
  };
  return (
    <Page title="What do you look for?" documentTitle={documentTitle} eyebrow={<Link to="/bookings/needs">What we look for</Link>} lead={`For ${home.name}. Needs of several districts add up, and whoever teaches the subject is told.`}>
      <CommandForm
        form={form} command={command} onSubmit={() => void submit()}
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              {button}
            </Button>
            <ButtonLink to="/bookings/needs" look="quiet">
              Not now
            </ButtonLink>
          </>
        }
      >
        <NeedFields form={form} areas={choices.subjectAreas} years={yearsOf(choices)} />
        <Notice tone="info" title="What do neighbors read of it?">
          That one or more districts look for this course. Once enough districts do, also which districts, and how many students together in steps: fewer than 10, 10 or more, 20 or more. Your words and your note stay in your district.
        </Notice>
      </CommandForm>
    </Page>
  );
}
