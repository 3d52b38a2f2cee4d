import { Tab, Tabs } from '../ui/Tabs.js';

/** The sides of what is ours: seats we asked for, seats asked of us, what we share, what we look for, what we buy together. */
export function OursTabs({ chosen }: { chosen: 'ours' | 'requests' | 'shared' | 'needs' | 'grades' | 'rounds' }) {
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
      <Tab to="/bookings/needs" chosen={chosen === 'needs'}>
        What we look for
      </Tab>
      <Tab to="/bookings/grades" chosen={chosen === 'grades'}>
        Grades
      </Tab>
      <Tab to="/rounds" chosen={chosen === 'rounds'}>
        Bought together
      </Tab>
    </Tabs>
  );
}
