import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { PageInfo } from '../../platform/graphql/page.js';
import { byTypename, NotAllowed, NotFound } from '../../platform/graphql/refusals.js';

/** Tasks, each with its one next step. Everything else is a notice. */
export const taskKinds = ['ANSWER_REQUEST', 'ANSWER_OVERDUE', 'APPROVE_SPENDING', 'APPROVE_MAPPING', 'REQUEST_HELD_SEATS', 'APPROVE_COURSE', 'ANSWER_NAMING', 'PLACE_STUDENTS', 'GIVE_GRADES', 'ACCEPT_GRADES', 'CORRECT_GRADES', 'APPROVE_COMMITMENT', 'PLACE_ORDER', 'ASK_IN_WINDOW', 'GIVE_ESTIMATE', 'RELEASE_ORDERS', 'ANSWER_ROUND',
  'RECEIVE_GOODS',
  'CLOSE_RECEIVING',
  'MATCH_INVOICE',
  'SETTLE_ROUND',
] as const;
export type TaskKind = (typeof taskKinds)[number];
/** Asked of a district, and nothing it has to do: it says for itself that it is finished. */
export const optionalTasks: readonly string[] = ['ASK_IN_WINDOW'] satisfies readonly TaskKind[];

/** In the graph as stored. */
export const InboxItemKind = Object.fromEntries([...taskKinds, 'NOTICE' as const].map((kind) => [kind, kind])) as { readonly [Kind in TaskKind | 'NOTICE']: Kind };
registerEnumType(InboxItemKind, {
  name: 'InboxItemKind',
  description: 'What kind of thing waits.',
  valuesMap: {
    ANSWER_REQUEST: { description: 'A neighbor asks for seats: accept or deny.' },
    ANSWER_OVERDUE: { description: 'A neighbor waits for an answer whose time is over: see to it.' },
    APPROVE_SPENDING: { description: 'A colleague asks to commit more than their limit.' },
    APPROVE_MAPPING: { description: 'A remote course is to count as one of ours.' },
    REQUEST_HELD_SEATS: { description: 'Seats are held for us and not yet requested.' },
    APPROVE_COURSE: { description: 'A course of ours is to be shared: approve it, or return it.' },
    ANSWER_NAMING: { description: 'A teacher is asked whether other districts may read the name.' },
    PLACE_STUDENTS: { description: 'A class of a neighbor begins soon: say who of ours sits in it.' },
    APPROVE_COMMITMENT: { description: 'A colleague asks to commit more than their limit in a purchasing round.' },
    GIVE_ESTIMATE: { description: 'Bids are to be asked for: say what we expect to take.' },
    PLACE_ORDER: { description: 'An order of ours is ready: enter the purchase-order number it leaves with.' },
    ASK_IN_WINDOW: { description: 'Seats of a school year are asked for in a request window: say what we want before it closes, or that we are finished.' },
    RELEASE_ORDERS: { description: 'A round that we lead has locked: release its orders.' },
    ANSWER_ROUND: { description: 'Part of a round stayed below its threshold: say whether we still take it.' },
    RECEIVE_GOODS: { description: 'Goods are on their way to us: say what came.' },
    CLOSE_RECEIVING: { description: 'Every site has said what came of a round of ours: close receiving.' },
    MATCH_INVOICE: { description: 'What came of an order of ours is known: enter what was billed and approve it for payment.' },
    SETTLE_ROUND: { description: 'Every order of a round of ours is approved for payment: settle the round.' },
    GIVE_GRADES: { description: 'A class of ours is over: enter and attest its grades.' },
    ACCEPT_GRADES: { description: 'Grades of our students are attested: accept or dispute them.' },
    CORRECT_GRADES: { description: 'A home district disputes grades of ours: answer it.' },
    NOTICE: { description: 'For information; nothing to do.' },
  },
});

@ObjectType({ description: 'A task or notice for people in certain roles of one place.' })
export class InboxItem {
  @Field(() => ID, { description: 'To dismiss it.' })
  id!: string;

  @Field(() => InboxItemKind, { description: 'What kind of thing waits.' })
  kind!: TaskKind | 'NOTICE';

  @Field(() => String, { description: 'What it is about, in one line.' })
  title!: string;

  @Field(() => String, { description: 'What is known of it.' })
  detail!: string;

  @Field(() => String, { nullable: true, description: 'What to press: "Answer the request". Null for a notice.' })
  nextStep!: string | null;

  @Field(() => Date, { nullable: true, description: 'When its clock runs out.' })
  dueAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The clock, in words of the rule: "two business days, Council calendar".' })
  dueRule!: string | null;

  @Field(() => Date, { description: 'Since when it waits.' })
  createdAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The booking it is about.' })
  bookingId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The section it is about.' })
  sectionId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The cost study it is about.' })
  studyId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The draft of a course it is about.' })
  draftId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The need it is about.' })
  needId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The purchasing round it is about.' })
  roundId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The request window it is about.' })
  windowId!: string | null;

  @Field(() => String, { description: 'Whose inbox: the district or consortium this waits for.' })
  placeName!: string;
}

@ObjectType({ description: 'A page of what waits.' })
export class InboxConnection {
  @Field(() => [InboxItem], { description: 'The items of this page.' })
  nodes!: InboxItem[];

  @Field(() => PageInfo, { description: 'Whether more follow.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'A notice that was read, or a task that nobody has to do and that is finished.' })
export class DismissNoticeInput {
  @Field(() => ID, { description: 'The notice, or the task.' })
  @IsString()
  id!: string;
}

@ObjectType({ description: 'The notice no longer shows for me, or the task for my district.' })
export class NoticeDismissed {
  readonly __typename!: 'NoticeDismissed';

  @Field(() => ID, { description: 'The notice.' })
  id!: string;
}

export const DismissNoticeResult = createUnionType({
  name: 'DismissNoticeResult', description: 'Dismissed, or why not.', types: () => [NoticeDismissed, NotFound, NotAllowed] as const, resolveType: byTypename,
});
