import { useQuery } from '@apollo/client/react';
import { ChooseMailDocument, type ChooseMailInput, type MailChoicesFragment, MailPreferenceDocument } from '../../generated/inbox/mail.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField, TickField } from '../../ui/Field.js';
import { Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';

const tasks = [{ value: 'AT_ONCE', label: 'At once' }, { value: 'DAILY', label: 'Each morning, in one mail' }];
const news = [...tasks, { value: 'WEEKLY', label: 'Monday mornings, in one mail' }, { value: 'NEVER', label: 'Not by mail' }];

/** What comes by mail, and when: each kind for itself. Everything is in the inbox as well. */
export function MailChoice() {
  const { data, error, refetch } = useQuery(MailPreferenceDocument, { context: { topics: ['account'] } });
  return (
    <Section title="What comes by mail?">
      {data?.mailPreference ? <Choice chosen={data.mailPreference} /> : error ? <ReadFailed error={error} what="Your choice" retry={() => void refetch()} /> : <Bones lines={4} label="Loading your choice" />}
    </Section>
  );
}

const topics = ['account'] as const;

function Choice({ chosen }: { chosen: MailChoicesFragment }) {
  const form = useForm('mail-choice', { tasks: chosen.tasks as string, bookings: chosen.bookings as string, news: chosen.news as string, reminders: chosen.reminders ? 'yes' : 'no' }, { draft: false });
  const command = useCommand('mail-choice', ChooseMailDocument, 'MailPreference', topics);
  const save = async () => {
    const { values } = form;
    const input = { tasks: values.tasks, bookings: values.bookings, news: values.news, reminders: values.reminders === 'yes' } as ChooseMailInput;
    if (!(await command.send(() => ({ input })))) return;
    announce('Your choice is saved');
  };
  return (
    <CommandForm
      form={form} command={command} onSubmit={() => void save()}
      actions={
        <Button type="submit" busy={command.busy}>
          Save the choice
        </Button>
      }
    >
      <p className="muted">
        Everything is in your inbox as well. A morning’s mail comes at {chosen.morningWords}, Monday to Friday.
        {chosen.leaves ? '' : ' This installation has no mail server: mail is written and kept here.'}
      </p>
      <ChoiceField {...form.field('tasks')} label="Tasks: what waits for you" choices={tasks} />
      <ChoiceField {...form.field('bookings')} label="What becomes of seats" hint="Accepted, denied, changed, canceled." choices={news} />
      <ChoiceField {...form.field('news')} label="Other news" hint="Studies, needs of neighbors, courses of yours." choices={news} />
      <TickField label="Remind me before a task runs out" checked={form.values.reminders === 'yes'} onChange={(checked) => form.set('reminders', checked ? 'yes' : 'no')} />
    </CommandForm>
  );
}
