import { type Page } from '@playwright/test';
import { type World } from './world.js';

/** One page in one situation, worth looking at. */
export interface Example {
  readonly name: string;
  /** The route it is an example of, as the router writes it. */
  readonly route: string;
  readonly as?: string;
  readonly path: string | ((world: World) => Promise<string>);
  /** What to do on the page before looking. */
  readonly then?: (page: Page) => Promise<void>;
  /** The files of the web whose dialog or menu is open then. */
  readonly shows?: string;
}

const section = (title: string, taughtBy: string) => async (world: World) => `/sections/${await world.sectionId(title, taughtBy)}`;
const booking = (home: string, title: string, state: string) => async (world: World) => `/bookings/${await world.bookingId(home, title, state)}`;
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click();

/** At least one for each route: the walk fails for a route that has none. */
export const pages: readonly Example[] = [
  { name: 'sign-in', route: '/sign-in', path: '/sign-in' },
  { name: 'sign-in-forgot', route: '/sign-in', path: '/sign-in', then: button('Forgot your password?') },
  { name: 'sign-in-problems', route: '/sign-in', path: '/sign-in', then: button('Sign in') },
  { name: 'reset', route: '/reset', path: '/reset?token=from-a-mail' },
  { name: 'reset-incomplete', route: '/reset', path: '/reset' },
  { name: 'invitation', route: '/invitation', path: '/invitation?token=from-a-mail' },
  { name: 'inbox', route: '/', as: 'Andre Bellweather', path: '/' },
  { name: 'inbox-empty', route: '/', as: 'Bonnie Stavenhagen', path: '/' },
  { name: 'find', route: '/find', as: 'Tamsin Orrell', path: '/find' },
  { name: 'find-narrowed', route: '/find', as: 'Abigail Tremblane', path: '/find?q=phisics&day=MON' },
  { name: 'find-nothing', route: '/find', as: 'Tamsin Orrell', path: '/find?q=zzzzzz' },
  { name: 'section', route: '/sections/$id', as: 'Tamsin Orrell', path: section('Physics: Motion and Energy', 'Meadows Valley') },
  { name: 'section-own', route: '/sections/$id', as: 'Maren Oldcastle', path: section('Data Science', 'McCall-Donnelly') },
  { name: 'section-mapping', route: '/sections/$id', as: 'Tamsin Orrell', path: section('Physics', 'Meadows Valley'), then: button('Say what it counts as') },
  { name: 'section-missing', route: '/sections/$id', as: 'Tamsin Orrell', path: '/sections/nothing-like-an-id' },
  { name: 'bookings', route: '/bookings', as: 'Tamsin Orrell', path: '/bookings' },
  { name: 'bookings-none', route: '/bookings', as: 'Tamsin Orrell', path: '/bookings?state=denied' },
  { name: 'bookings-requests', route: '/bookings/requests', as: 'Andre Bellweather', path: '/bookings/requests' },
  { name: 'booking-held', route: '/bookings/$id', as: 'Lupe Sandifer', path: booking('Midvale', 'Physics: Motion and Energy', 'held') },
  { name: 'booking-problems', route: '/bookings/$id', as: 'Lupe Sandifer', path: booking('Midvale', 'Physics: Motion and Energy', 'held'), then: button('Request seats') },
  { name: 'booking-mapping-waits', route: '/bookings/$id', as: 'Harlan Vesterby', path: booking('Cambridge', 'Emergency Medical Technician', 'held'), then: button('Return for a correction') },
  { name: 'booking-accepted', route: '/bookings/$id', as: 'Tamsin Orrell', path: booking('Council', 'AP Calculus AB', 'accepted') },
  { name: 'district', route: '/districts/$id', as: 'Tamsin Orrell', path: (world) => world.districtPath('Council') },
  { name: 'consortium-own', route: '/consortium', as: 'Tamsin Orrell', path: '/consortium' },
  { name: 'consortium', route: '/consortium/$id', as: 'Abigail Tremblane', path: (world) => world.consortiumPath('Camas Prairie') },
  { name: 'people', route: '/people', as: 'Marguerite Hollisfield', path: '/people' },
  { name: 'account', route: '/account', as: 'Tamsin Orrell', path: '/account' },
  { name: 'mail', route: '/mail', as: 'Tamsin Orrell', path: '/mail' },
  { name: 'not-found', route: '', as: 'Tamsin Orrell', path: '/nothing/is/here' },
  { name: 'not-found-alone', route: '', path: '/reset/nothing' },
];

/** Each dialog, sheet and menu: the walk fails for a file that opens one and has no example here. */
export const overlays: readonly Example[] = [
  { name: 'palette', shows: 'platform/Palette.tsx', route: '/', as: 'Tamsin Orrell', path: '/', then: (page) => page.keyboard.press('Control+k') },
  { name: 'account-menu', shows: 'platform/AccountMenu.tsx', route: '/', as: 'Tamsin Orrell', path: '/', then: button('Menu of Tamsin Orrell') },
  { name: 'place-menu', shows: 'platform/PlaceSwitch.tsx', route: '/', as: 'Ximena Farquharson', path: '/', then: button(/^You act for/) },
  { name: 'filter-sheet', shows: 'features/offerings/FindPage.tsx', route: '/find', as: 'Tamsin Orrell', path: '/find', then: button('Filter') },
  { name: 'explain', shows: 'features/cost-shares/Explain.tsx', route: '/sections/$id', as: 'Tamsin Orrell', path: section('Physics: Motion and Energy', 'Meadows Valley'), then: button('Explain this number') },
  { name: 'accept', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Andre Bellweather', path: booking('Cascade', 'Data Science', 'requested'), then: button(/^Accept/) },
  { name: 'deny', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Andre Bellweather', path: booking('Cascade', 'Data Science', 'requested'), then: button(/^Deny/) },
  { name: 'approve-spending', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Wade Torkelson', path: booking('Council', 'Anatomy and Physiology', 'awaiting_approval'), then: button(/^Approve/) },
  { name: 'invite', shows: 'features/people/InviteDialog.tsx', route: '/people', as: 'Marguerite Hollisfield', path: '/people', then: button('Invite somebody') },
  { name: 'end-role', shows: 'features/people/EndRoleDialog.tsx', route: '/people', as: 'Marguerite Hollisfield', path: '/people', then: button(/^End the role Counselor/) },
  { name: 'sign-out-everywhere', shows: 'features/people/Sessions.tsx', route: '/account', as: 'Tamsin Orrell', path: '/account', then: button('Sign out everywhere') },
];
