import { useMantineColorScheme } from '@mantine/core';
import { useSession } from '../../platform/session.js';
import { Columns, Facts, Page, Section } from '../../ui/Page.js';
import { MailChoice } from '../inbox/index.js';
import css from './AccountPage.module.css';
import { PasswordForm } from './PasswordForm.js';
import { limitWords } from './PeoplePanel.js';
import { ProfileForm } from './ProfileForm.js';
import { Sessions } from './Sessions.js';

export default function AccountPage() {
  const { viewer } = useSession();
  return (
    <Page title="Who am I here?" documentTitle="My account" lead={viewer.email}>
      <Columns
        main={
          <>
            <Section title="Name">
              <ProfileForm />
            </Section>
            <MailChoice />
            <Section title="Password">
              <PasswordForm />
            </Section>
            <Sessions />
          </>
        }
        side={
          <>
            <Section title="What may I do?">
              <Facts items={viewer.roles.map((role) => [`${role.roleWords}, ${(role.district ?? role.consortium)?.shortName ?? ''}`, limitWords(role)] as const)} />
            </Section>
            <Section title="Colors">
              <ColorChoice />
            </Section>
          </>
        }
      />
    </Page>
  );
}

const schemes = [
  { value: 'auto', label: 'As the device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

// Mantine would hold back transitions with a style tag of its own, which the content policy forbids.
function ColorChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <fieldset className={css['colors']}>
      <legend className="visually-hidden">Colors</legend>
      {schemes.map((scheme) => (
        <label key={scheme.value}>
          <input type="radio" name="color-scheme" value={scheme.value} checked={colorScheme === scheme.value} onChange={() => setColorScheme(scheme.value)} />
          {scheme.label}
        </label>
      ))}
    </fieldset>
  );
}
