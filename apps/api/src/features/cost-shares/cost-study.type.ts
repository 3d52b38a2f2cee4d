import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/page.js';
import { Cents, LocalDate } from '../../platform/graphql/scalars.js';
import { ConsortiumName, DistrictName } from '../districts/index.js';

export enum StudyAudience { AUTHOR = 'author', COORDINATOR = 'coordinator', MEMBERS = 'members' }
registerEnumType(StudyAudience, {
  name: 'StudyAudience', description: 'Who may see a cost study.',
  valuesMap: { AUTHOR: { description: 'Its author alone.' }, COORDINATOR: { description: 'Its author and the coordinator.' }, MEMBERS: { description: 'All members, as the policy says.' } },
});

export enum OthersStanding { NAMED = 'named', UNNAMED = 'unnamed', HIDDEN = 'hidden' }
registerEnumType(OthersStanding, {
  name: 'OthersStanding', description: "What members see of each other's standing in a study shared with them.",
  valuesMap: { NAMED: { description: 'Everything, by name.' }, UNNAMED: { description: 'Amounts without names.' }, HIDDEN: { description: 'One sum of all others.' } },
});

export enum AloneConfidence { QUOTE = 'quote', OWN_ACCOUNTS = 'own-accounts', ESTIMATE = 'estimate' }
registerEnumType(AloneConfidence, {
  name: 'AloneConfidence', description: 'How sure a district is of what it would pay alone.',
  valuesMap: { QUOTE: { description: 'Somebody offered it at this price.' }, OWN_ACCOUNTS: { description: 'It paid this before.' }, ESTIMATE: { description: 'It reckons so.' } },
});

@ObjectType({ description: 'What a district says it would pay by itself; the newest of each district.' })
export class StandAloneFigure {
  @Field(() => DistrictName, { description: 'Whose figure.' })
  district!: DistrictName;

  @Field(() => Cents, { description: 'What it would pay by itself, for the period of the study.' })
  cents!: number;

  @Field(() => String, { description: 'Where the figure comes from.' })
  source!: string;

  @Field(() => AloneConfidence, { description: 'How sure it is.' })
  confidence!: AloneConfidence;

  @Field(() => LocalDate, { nullable: true, description: 'When it was obtained.' })
  obtainedOn!: string | null;

  @Field(() => Date, { description: 'When it was entered.' })
  enteredAt!: Date;
}

@ObjectType({ description: 'A study as one district may see it.' })
export class DistrictStanding {
  @Field(() => DistrictName, { description: 'Whose standing.' })
  district!: DistrictName;

  @Field(() => String, { description: 'JSON of the results: its own rows by name, the others as the policy says.' })
  results!: string;
}

@ObjectType({ description: 'A cost looked at in several ways to share it, side by side: a document of the cost lab.' })
export class CostStudy {
  readonly __typename!: 'CostStudy';

  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, { description: 'What its author calls it.' })
  title!: string;

  @Field(() => StudyAudience, { description: 'Who may see it.' })
  audience!: StudyAudience;

  @Field(() => OthersStanding, { nullable: true, description: "What members see of each other; fixed when it was shared with them, null before." })
  othersStanding!: OthersStanding | null;

  @Field(() => Int, { description: 'Grows with every save: name it when saving.' })
  revision!: number;

  @Field(() => Date, { description: 'When it was begun.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last saved or shared.' })
  changedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last shared.' })
  sharedAt!: Date | null;

  @Field(() => ConsortiumName, { description: 'For which consortium.' })
  consortium!: ConsortiumName;

  @Field(() => String, { description: 'Who wrote it.' })
  authorName!: string;

  @Field(() => String, { description: 'For which district or consortium the author wrote it, by its short name.' })
  authorFor!: string;

  @Field(() => Boolean, { description: 'I wrote it.' })
  mine!: boolean;

  @Field(() => Boolean, { description: 'I may save it.' })
  mayEdit!: boolean;

  @Field(() => [StudyAudience], { description: 'With whom I may share it now.' })
  mayShareWith!: StudyAudience[];

  @Field(() => Boolean, { description: 'I may copy it into a draft of my own.' })
  mayCopy!: boolean;

  @Field(() => String, { nullable: true, description: 'JSON of the whole study as its author wrote it; null where I may only see how my own district stands.' })
  draft!: string | null;

  @Field(() => String, { nullable: true, description: 'JSON of the names and counts it was frozen with when it was shared with the members; null before, and where I may not see the whole.' })
  frozenDirectory!: string | null;

  @Field(() => String, { nullable: true, description: 'JSON of what districts had said they would pay alone when it was frozen: what limits by it hold to, as far as I may see it. Null before.' })
  frozenAlone!: string | null;

  @Field(() => [DistrictStanding], { description: 'How each of my districts stands, where I may not see the whole.' })
  standings!: DistrictStanding[];

  @Field(() => [StandAloneFigure], { description: 'What districts say they would pay alone, as far as I may see it.' })
  standAlone!: StandAloneFigure[];

  @Field(() => [DistrictName], { description: 'My districts whose figure of going alone I may enter.' })
  mayEnterFor!: DistrictName[];
}

@ObjectType({ description: 'A page of cost studies, newest change first.' })
export class CostStudyConnection {
  @Field(() => [CostStudy], { description: 'The studies of this page.' })
  nodes!: CostStudy[];

  @Field(() => PageInfo, { description: 'Whether more follow.' })
  pageInfo!: PageInfo;
}
