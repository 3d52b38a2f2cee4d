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
const roster = (home: string, title: string, state: string) => async (world: World) => `${await booking(home, title, state)(world)}/roster`;
const study = (title: string) => (world: World) => world.studyPath(title);
const ONEIDA = 'What if Oneida County joins the purchasing office?';
const DIRECTOR = 'A shared director of special education';
const draft = (title: string, page: string) => async (world: World) => `${await world.draftPath(title)}?page=${page}`;
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click();

const plan = (title: string, taughtBy: string) => async (world: World) => `/sections/${await world.sectionId(title, taughtBy)}/plan`;
const topic = (page: Page, name: string) => page.locator('summary').filter({ has: page.getByRole('heading', { name }) });

async function openTopics(page: Page): Promise<void> {
  for (const name of ['What does it cost?', 'Who would share?', 'Which ways to share?', 'What did each pay last year?', 'Which schools are left out?', 'Anything else to share by?', 'What would groups pay by themselves?']) await topic(page, name).click();
  await page.getByText('On this line').first().click();
  await page.getByText('No limits on what anybody pays').first().click();
}

async function typeNonsense(page: Page): Promise<void> {
  await topic(page, 'What does it cost?').click();
  await page.getByRole('textbox', { name: 'Amount' }).first().fill('ninety thousand');
  await page.getByRole('textbox', { name: 'School year' }).fill('next year');
  await page.keyboard.press('Tab');
}

async function explainShare(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explain the share of Council/ }).click();
  await page.getByText('The same as a table').click();
}

async function compose(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'How are seats paid?' }).selectOption('Composed line by line');
  await page.getByRole('button', { name: 'Add a line' }).click();
  await page.getByText('Limits on what a district pays').click();
}

async function importNonsense(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take them from a spreadsheet' }).click();
  await page.getByRole('textbox', { name: 'Or paste the rows' }).fill('Given name,Family name,Student number,Grade\nAna,Ruiz,4711,11\nBo,,47 12,x');
  await page.getByRole('button', { name: 'Look at it first' }).click();
  await page.getByText('Nothing is placed yet').waitFor();
}

const FIRE = 'Wildland Fire and Forest Health';

async function attest(page: Page): Promise<void> {
  await page.getByLabel('Grade of seat 2, Meadows Valley').fill('75');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Attest the grades' }).click();
}

/** At least one for each route: the walk fails for a route that has none. */
export const pages: readonly Example[] = [
  { name: 'sign-in', route: '/sign-in', path: '/sign-in' },
  { name: 'sign-in-forgot', route: '/sign-in', path: '/sign-in', then: button('Forgot your password?') },
  { name: 'sign-in-problems', route: '/sign-in', path: '/sign-in', then: button('Sign in') },
  { name: 'reset', route: '/reset', path: '/reset?token=from-a-mail' },
  { name: 'reset-incomplete', route: '/reset', path: '/reset' },
  { name: 'invitation', route: '/invitation', path: '/invitation?token=from-a-mail' },
  { name: 'invitation-account', route: '/invitation', path: '/invitation?token=from-a-mail&account=yes' },
  { name: 'inbox', route: '/', as: 'Andre Bellweather', path: '/' },
  { name: 'inbox-empty', route: '/', as: 'Bonnie Stavenhagen', path: '/' },
  { name: 'find', route: '/find', as: 'Tamsin Orrell', path: '/find' },
  { name: 'find-narrowed', route: '/find', as: 'Abigail Tremblane', path: '/find?q=phisics&day=MON' },
  { name: 'find-nothing', route: '/find', as: 'Tamsin Orrell', path: '/find?q=zzzzzz' },
  { name: 'section', route: '/sections/$id', as: 'Tamsin Orrell', path: section('Physics: Motion and Energy', 'Meadows Valley') },
  { name: 'section-own', route: '/sections/$id', as: 'Maren Oldcastle', path: section('Data Science', 'McCall-Donnelly') },
  { name: 'section-full', route: '/sections/$id', as: 'Merritt Oyelaran', path: section('American Sign Language I', 'McCall-Donnelly') },
  { name: 'section-in-line', route: '/sections/$id', as: 'Tamsin Orrell', path: section('American Sign Language I', 'McCall-Donnelly') },
  { name: 'section-mapping', route: '/sections/$id', as: 'Tamsin Orrell', path: section('Physics', 'Meadows Valley'), then: button('Say what it counts as') },
  { name: 'section-missing', route: '/sections/$id', as: 'Tamsin Orrell', path: '/sections/nothing-like-an-id' },
  { name: 'bookings', route: '/bookings', as: 'Tamsin Orrell', path: '/bookings' },
  { name: 'bookings-none', route: '/bookings', as: 'Tamsin Orrell', path: '/bookings?state=denied' },
  { name: 'bookings-requests', route: '/bookings/requests', as: 'Andre Bellweather', path: '/bookings/requests' },
  { name: 'booking-held', route: '/bookings/$id', as: 'Lupe Sandifer', path: booking('Midvale', 'Physics: Motion and Energy', 'held') },
  { name: 'booking-problems', route: '/bookings/$id', as: 'Lupe Sandifer', path: booking('Midvale', 'Physics: Motion and Energy', 'held'), then: button('Request seats') },
  { name: 'booking-mapping-waits', route: '/bookings/$id', as: 'Harlan Vesterby', path: booking('Cambridge', 'Emergency Medical Technician', 'held'), then: button('Return for a correction') },
  { name: 'booking-accepted', route: '/bookings/$id', as: 'Tamsin Orrell', path: booking('Council', 'Forestry Management', 'accepted') },
  { name: 'booking-running', route: '/bookings/$id', as: 'Tamsin Orrell', path: booking('Council', 'AP Biology', 'active') },
  { name: 'booking-canceled', route: '/bookings/$id', as: 'Tamsin Orrell', path: booking('Council', 'Medical Terminology', 'cancelled') },
  { name: 'shared', route: '/bookings/courses', as: 'Maren Oldcastle', path: '/bookings/courses' },
  { name: 'needs', route: '/bookings/needs', as: 'Tamsin Orrell', path: '/bookings/needs' },
  { name: 'needs-of-members', route: '/bookings/needs', as: 'Constance Ibarrola', path: '/bookings/needs' },
  { name: 'need-new', route: '/bookings/needs/new', as: 'Tamsin Orrell', path: '/bookings/needs/new?title=welding' },
  { name: 'need-new-problems', route: '/bookings/needs/new', as: 'Tamsin Orrell', path: '/bookings/needs/new', then: button('Post it') },
  { name: 'need', route: '/bookings/needs/$id', as: 'Tamsin Orrell', path: (world) => world.needPath('A second year of AP Physics') },
  { name: 'draft-about', route: '/bookings/courses/$id', as: 'Maren Oldcastle', path: draft('Robotics', 'about') },
  { name: 'draft-when-missing', route: '/bookings/courses/$id', as: 'Maren Oldcastle', path: draft('Robotics', 'when&mend=missing') },
  { name: 'draft-seats', route: '/bookings/courses/$id', as: 'Paloma Whitehurst', path: draft('Forest Ecology', 'seats') },
  { name: 'draft-cost', route: '/bookings/courses/$id', as: 'Paloma Whitehurst', path: draft('Forest Ecology', 'cost') },
  { name: 'draft-check', route: '/bookings/courses/$id', as: 'Merritt Oyelaran', path: draft('Forest Ecology', 'check') },
  { name: 'draft-check-missing', route: '/bookings/courses/$id', as: 'Maren Oldcastle', path: draft('Robotics', 'check') },
  { name: 'district', route: '/districts/$id', as: 'Tamsin Orrell', path: (world) => world.districtPath('Council') },
  { name: 'consortium-own', route: '/consortium', as: 'Tamsin Orrell', path: '/consortium' },
  { name: 'consortium', route: '/consortium/$id', as: 'Abigail Tremblane', path: (world) => world.consortiumPath('Camas Prairie') },
  { name: 'request-windows', route: '/consortium/$id/windows', as: 'Constance Ibarrola', path: async (world) => `${await world.consortiumPath('Seven Rivers')}/windows` },
  { name: 'request-window', route: '/windows/$id', as: 'Renata Halloway', path: (world) => world.windowPath('2027-28') },
  { name: 'request-window-allotted', route: '/windows/$id', as: 'Tamsin Orrell', path: (world) => world.windowPath('2026-27') },
  { name: 'rounds', route: '/rounds', as: 'Wade Torkelson', path: '/rounds' },
  { name: 'round-new', route: '/rounds/new', as: 'Silas Penhaligon', path: '/rounds/new' },
  { name: 'round-draft', route: '/rounds/$id', as: 'Silas Penhaligon', path: (world) => world.roundPath('Headphones for testing').then((path) => `${path}?step=items`) },
  { name: 'round-open', route: '/rounds/$id', as: 'Silas Penhaligon', path: (world) => world.roundPath('Copy paper for the year') },
  { name: 'round-record', route: '/rounds/$id/record', as: 'Wade Torkelson', path: (world) => world.roundPath('Classroom displays').then((path) => `${path}/record`) },
  { name: 'round-asking', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Ice melt for the winter') },
  { name: 'round-locked', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Propane for the winter') },
  { name: 'round-solicited', route: '/rounds/$id', as: 'Harlan Vesterby', path: (world) => world.roundPath('Paper for next school year') },
  { name: 'round-settled', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Stream study kits') },
  { name: 'round-receive', route: '/rounds/$id/receive', as: 'Clementine Sorley', path: async (world) => `${await world.roundPath('Propane for the winter')}/receive`, then: button(/^Something is short/) },
  { name: 'seat-roll-up', route: '/consortium/$id/seats', as: 'Wade Torkelson', path: async (world) => `${await world.consortiumPath('Seven Rivers')}/seats` },
  { name: 'money', route: '/money', as: 'Ximena Farquharson', path: '/money' },
  { name: 'money-empty', route: '/money', as: 'Alma Prestwick', path: '/money' },
  { name: 'money-two-consortia', route: '/money', as: 'Hollis Drummonde', path: '/money' },
  { name: 'lab', route: '/money/studies/$id', as: 'Ximena Farquharson', path: study(ONEIDA) },
  { name: 'lab-open', route: '/money/studies/$id', as: 'Ximena Farquharson', path: study(ONEIDA), then: openTopics },
  { name: 'lab-refused', route: '/money/studies/$id', as: 'Ximena Farquharson', path: study(ONEIDA), then: typeNonsense },
  { name: 'lab-read-only', route: '/money/studies/$id', as: 'Wade Torkelson', path: study(DIRECTOR) },
  { name: 'lab-joint', route: '/money/studies/$id', as: 'Constance Ibarrola', path: async (world) => `${await world.studyPath(DIRECTOR)}?way=5` },
  { name: 'standing', route: '/money/studies/$id', as: 'Odette Kimura', path: study('A bus mechanic for five districts') },
  { name: 'study-missing', route: '/money/studies/$id', as: 'Wade Torkelson', path: '/money/studies/nothing-like-an-id' },
  { name: 'section-plan', route: '/sections/$id/plan', as: 'Wade Torkelson', path: plan('Welding', 'Council') },
  { name: 'section-plan-composed', route: '/sections/$id/plan', as: 'Wade Torkelson', path: plan('Welding', 'Council'), then: compose },
  { name: 'section-plan-of-others', route: '/sections/$id/plan', as: 'Tamsin Orrell', path: plan('Physics', 'Meadows Valley') },
  { name: 'roster-to-place', route: '/bookings/$id/roster', as: 'Tamsin Orrell', path: roster('Council', 'Emergency Medical Technician', 'accepted') },
  { name: 'roster-too-early', route: '/bookings/$id/roster', as: 'Tamsin Orrell', path: roster('Council', 'Forestry Management', 'accepted') },
  { name: 'roster-import', route: '/bookings/$id/roster', as: 'Tamsin Orrell', path: roster('Council', 'Emergency Medical Technician', 'accepted'), then: importNonsense },
  { name: 'roster-names', route: '/bookings/$id/roster', as: 'Tamsin Orrell', path: roster('Council', 'AP Biology', 'active'), then: button('Show the names') },
  { name: 'roster-not-mine', route: '/bookings/$id/roster', as: 'Wade Torkelson', path: roster('Council', 'AP Biology', 'active') },
  { name: 'class-list', route: '/sections/$id/roster', as: 'Paloma Whitehurst', path: async (world) => `/sections/${await world.sectionId('Psychology', 'Cascade')}/roster`, then: button('Show the names') },
  { name: 'class-running', route: '/sections/$id/class', as: 'Soledad Wrenfield', path: async (world) => `/sections/${await world.sectionId('AP Biology', 'McCall-Donnelly')}/class` },
  { name: 'attendance', route: '/sections/$id/attendance', as: 'Soledad Wrenfield', path: async (world) => `/sections/${await world.sectionId('AP Biology', 'McCall-Donnelly')}/attendance` },
  { name: 'disclosures', route: '/people/disclosures', as: 'Delphine Aguirre', path: async (world) => `/people/disclosures?seat=${await world.seatId('Council', 'AP Calculus AB')}` },
  { name: 'disclosures-not-mine', route: '/people/disclosures', as: 'Tamsin Orrell', path: '/people/disclosures' },
  { name: 'facilitators', route: '/people/facilitators', as: 'Delphine Aguirre', path: '/people/facilitators' },
  { name: 'grades', route: '/bookings/grades', as: 'Delphine Aguirre', path: '/bookings/grades' },
  { name: 'grade-book', route: '/sections/$id/grades', as: 'Maren Oldcastle', path: async (world) => `${await section(FIRE, 'McCall-Donnelly')(world)}/grades`, then: button('Show the names') },
  { name: 'grades-to-accept', route: '/bookings/$id/grades', as: 'Delphine Aguirre', path: async (world) => `${await booking('Council', FIRE, 'active')(world)}/grades` },
  { name: 'grade-scale', route: '/bookings/grades/scale', as: 'Delphine Aguirre', path: '/bookings/grades/scale' },
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
  { name: 'explain', shows: 'features/cost-shares/explain/ExplainDialog.tsx', route: '/sections/$id', as: 'Tamsin Orrell', path: section('Physics: Motion and Energy', 'Meadows Valley'), then: button('Explain this number') },
  { name: 'explain-share', shows: 'features/cost-shares/explain/ExplainDialog.tsx', route: '/money/studies/$id', as: 'Ximena Farquharson', path: study(ONEIDA), then: explainShare },
  { name: 'explain-card', shows: 'features/cost-shares/explain/ExplainCard.tsx', route: '/find', as: 'Tamsin Orrell', path: '/find?q=physics', then: async (page) => page.getByRole('button', { name: /^Explain the cost of/ }).first().click() },
  { name: 'start-study', shows: 'features/cost-shares/StartStudyDialog.tsx', route: '/money', as: 'Alma Prestwick', path: '/money', then: button('Start a study') },
  { name: 'adopt-preset', shows: 'features/cost-shares/AdoptPresetDialog.tsx', route: '/money', as: 'Constance Ibarrola', path: '/money', then: button('Record a way') },
  { name: 'share-study', shows: 'features/cost-shares/lab/ShareStudyDialog.tsx', route: '/money/studies/$id', as: 'Ximena Farquharson', path: study(ONEIDA), then: button('Share with the coordinator') },
  { name: 'copy-study', shows: 'features/cost-shares/lab/StudyDialogs.tsx', route: '/money/studies/$id', as: 'Wade Torkelson', path: study(DIRECTOR), then: button('Copy into a study of my own') },
  { name: 'delete-study', shows: 'features/cost-shares/lab/StudyDialogs.tsx', route: '/money/studies/$id', as: 'Ximena Farquharson', path: study(ONEIDA), then: button('Delete this study') },
  { name: 'accept', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Andre Bellweather', path: booking('Cascade', 'Data Science', 'requested'), then: button(/^Accept/) },
  { name: 'deny', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Andre Bellweather', path: booking('Cascade', 'Data Science', 'requested'), then: button(/^Deny/) },
  { name: 'withdraw', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Tamsin Orrell', path: booking('Council', 'AP Calculus AB', 'active'), then: button('Withdraw from the course') },
  { name: 'approve-spending', shows: 'features/courses/Confirm.tsx', route: '/bookings/$id', as: 'Wade Torkelson', path: booking('Council', 'Anatomy and Physiology', 'awaiting_approval'), then: button(/^Approve/) },
  { name: 'return-draft', shows: 'features/courses/DraftCheck.tsx', route: '/bookings/courses/$id', as: 'Merritt Oyelaran', path: draft('Forest Ecology', 'check'), then: button('Return for a correction') },
  { name: 'change-waitlist', shows: 'features/courses/PlacePanel.tsx', route: '/sections/$id', as: 'Tamsin Orrell', path: section('American Sign Language I', 'McCall-Donnelly'), then: button('Change the seats wanted') },
  { name: 'open-window', shows: 'features/windows/OpenWindowDialog.tsx', route: '/consortium/$id/windows', as: 'Constance Ibarrola', path: async (world) => `${await world.consortiumPath('Seven Rivers')}/windows`, then: button('Open a request window') },
  { name: 'cancel-window', shows: 'features/windows/WindowDialogs.tsx', route: '/windows/$id', as: 'Theodore Maddigan', path: (world) => world.windowPath('2027-28'), then: button('Cancel the window') },
  { name: 'order-number', shows: 'features/pools/OrderDialogs.tsx', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Propane for the winter'), then: button('Enter the number') },
  { name: 'answer-round', shows: 'features/pools/AnswerDialog.tsx', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Ice melt for the winter'), then: button('Yes, we still take it') },
  { name: 'correct-number', shows: 'features/pools/OrderNumbers.tsx', route: '/rounds/$id', as: 'Saul Mendiolea', path: (world) => world.roundPath('Propane for the winter'), then: button('Correct the number') },
  { name: 'award-round', shows: 'features/pools/SolicitationDialogs.tsx', route: '/rounds/$id', as: 'Harlan Vesterby', path: (world) => world.roundPath('Paper for next school year'), then: button('Write down the award') },
  { name: 'enter-invoice', shows: 'features/pools/MatchDialogs.tsx', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Nitrile gloves'), then: button('Enter another invoice') },
  { name: 'alone', shows: 'features/pools/SettleDialogs.tsx', route: '/rounds/$id', as: 'Wade Torkelson', path: (world) => world.roundPath('Nitrile gloves'), then: button(/^Change what Nitrile gloves/) },
  { name: 'take-back-commitment', shows: 'features/pools/RoundDialogs.tsx', route: '/rounds/$id', as: 'Silas Penhaligon', path: (world) => world.roundPath('Copy paper for the year'), then: button('Take it back') },
  { name: 'take-back-need', shows: 'features/needs/NeedsPage.tsx', route: '/bookings/needs', as: 'Tamsin Orrell', path: '/bookings/needs', then: async (page) => page.getByRole('button', { name: /^Take back/ }).first().click() },
  { name: 'cancel-section', shows: 'features/courses/SectionSteps.tsx', route: '/sections/$id', as: 'Andre Bellweather', path: section('Data Science', 'McCall-Donnelly'), then: button('Cancel the section') },
  { name: 'name-facilitator', shows: 'features/rosters/FacilitatorsPage.tsx', route: '/people/facilitators', as: 'Delphine Aguirre', path: '/people/facilitators', then: button(/^Change for/) },
  { name: 'attest-grades', shows: 'features/grades/AttestDialog.tsx', route: '/sections/$id/grades', as: 'Maren Oldcastle', path: async (world) => `${await section(FIRE, 'McCall-Donnelly')(world)}/grades`, then: attest },
  { name: 'dispute-grades', shows: 'features/grades/BookingGradesPage.tsx', route: '/bookings/$id/grades', as: 'Delphine Aguirre', path: async (world) => `${await booking('Council', FIRE, 'active')(world)}/grades`, then: button('Dispute') },
  { name: 'announce-change', shows: 'features/running/RunningDialogs.tsx', route: '/sections/$id/class', as: 'Soledad Wrenfield', path: async (world) => `/sections/${await world.sectionId('AP Biology', 'McCall-Donnelly')}/class`, then: button('Announce a change') },
  { name: 'invite', shows: 'features/people/InviteDialog.tsx', route: '/people', as: 'Marguerite Hollisfield', path: '/people', then: button('Invite somebody') },
  { name: 'end-role', shows: 'features/people/EndRoleDialog.tsx', route: '/people', as: 'Marguerite Hollisfield', path: '/people', then: button(/^End the role Counselor/) },
  { name: 'sign-out-everywhere', shows: 'features/people/Sessions.tsx', route: '/account', as: 'Tamsin Orrell', path: '/account', then: button('Sign out everywhere') },
];
