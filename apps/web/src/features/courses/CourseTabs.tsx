import { Tab, Tabs } from '../../ui/Tabs.js';

/** The three sides of what is ours: seats we asked for, seats asked of us, and what we share. */
export function CourseTabs({ chosen }: { chosen: 'ours' | 'requests' | 'shared' }) {
  return (
    <Tabs label="Whose seats">
      <Tab to="/bookings" chosen={chosen === 'ours'}>
        Seats we asked for
      </Tab>
      <Tab to="/bookings/requests" chosen={chosen === 'requests'}>
        Asked of us
      </Tab>
      <Tab to="/bookings/courses" chosen={chosen === 'shared'}>
        What we share
      </Tab>
    </Tabs>
  );
}
