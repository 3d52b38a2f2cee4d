/** What the words of a mail are put together from. */
export interface ItemForMail {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly next_step: string | null;
  readonly due_at: Date | null;
  readonly due_rule: string | null;
  readonly place: string;
  readonly zone: string;
  readonly draft_id: string | null;
  readonly booking_id: string | null;
  readonly need_id: string | null;
  readonly section_id: string | null;
  readonly window_id: string | null;
  readonly round_id: string | null;
  readonly study_id: string | null;
}

export interface Letter { readonly subject: string; readonly body: string }

/** Columns of an item as mail needs them, of `inbox_item i`. */
export const ITEM_FOR_MAIL = `
i.id, i.kind, i.title, i.detail, i.next_step, i.due_at, i.due_rule, i.draft_id, i.booking_id, i.need_id, i.section_id, i.study_id, i.window_id, i.round_id, zone_of_place(i.party_id, i.consortium_id) as zone,
coalesce((select short_name from party where id = i.party_id), (select short_name from consortium where id = i.consortium_id)) as place`;

/** "Wed, Nov 12, 2026, 4:00 PM MST", on the clock of the place. */
export const instantWords = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: zone, timeZoneName: 'short' }).format(at).replace(/\u202f/g, ' ');

/** Where an item leads: the nearest thing it is about. The same as a press on it in the inbox. */
export function pathOf(item: ItemForMail): string {
  if (item.draft_id !== null) return `/bookings/courses/${item.draft_id}?page=check`;
  if (item.booking_id !== null) return `/bookings/${item.booking_id}`;
  if (item.need_id !== null) return '/bookings/needs';
  if (item.section_id !== null) return `/sections/${item.section_id}`;
  if (item.window_id !== null) return `/windows/${item.window_id}`;
  if (item.round_id !== null) return `/rounds/${item.round_id}${item.kind === 'RECEIVE_GOODS' ? '/receive' : ''}`;
  return item.study_id === null ? '/' : `/money/studies/${item.study_id}`;
}

const dueLine = (item: ItemForMail): string => (item.due_at === null ? '' : `Until ${instantWords(item.due_at, item.zone)}${item.due_rule === null ? '' : ` (${item.due_rule})`}.\n`);
const foot = (base: string, item: { readonly place: string }): string => `\nFor ${item.place}. What comes by mail, and when, is yours to choose: ${base}/account\n`;

/** One thing, told at once. */
export const itemLetter = (item: ItemForMail, base: string): Letter => ({
  subject: item.title,
  body: `${item.title}\n${item.detail}\n${dueLine(item)}\n${item.next_step ?? 'Read it'}: ${base}${pathOf(item)}\n${foot(base, item)}`,
});

/** A task that runs out soon. `today` on the day itself. */
export const reminderLetter = (item: ItemForMail, today: boolean, base: string): Letter => ({
  subject: `${today ? 'Due today' : 'Due soon'}: ${item.title}`,
  body: `${item.title}\n${item.detail}\n${dueLine(item)}\n${item.next_step ?? 'Open it'}: ${base}${pathOf(item)}\n${foot(base, item)}`,
});

const line = (item: ItemForMail, base: string, severalPlaces: boolean): string =>
  `- ${item.title}${severalPlaces ? `, for ${item.place}` : ''}\n  ${item.detail}\n${item.due_at === null ? '' : `  ${dueLine(item)}`}  ${base}${pathOf(item)}\n`;
const MOST = 40;
const listed = (items: readonly ItemForMail[], base: string, several: boolean): string =>
  items.slice(0, MOST).map((item) => line(item, base, several)).join('\n') + (items.length > MOST ? `\nAnd ${items.length - MOST} more in your inbox.\n` : '');

/** A morning's mail: what waits, then what is new. Null when there is nothing of either. */
export function digestLetter(tasks: readonly ItemForMail[], news: readonly ItemForMail[], weekly: boolean, base: string): Letter | null {
  if (tasks.length === 0 && news.length === 0) return null;
  const several = new Set([...tasks, ...news].map(({ place }) => place)).size > 1;
  const counted = [tasks.length === 0 ? '' : `${tasks.length} ${tasks.length === 1 ? 'task waits' : 'tasks wait'}`, news.length === 0 ? '' : `${news.length} ${news.length === 1 ? 'piece' : 'pieces'} of news`].filter(Boolean).join(', ');
  return {
    subject: `Barnraise this ${weekly ? 'week' : 'morning'}: ${counted}`,
    body: `${tasks.length === 0 ? '' : `What waits for you\n\n${listed(tasks, base, several)}\n`}${news.length === 0 ? '' : `Good to know\n\n${listed(news, base, several)}\n`}`
      + `Your inbox: ${base}/\nWhat comes by mail, and when, is yours to choose: ${base}/account\n`,
  };
}
