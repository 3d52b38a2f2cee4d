import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema } from 'graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CONTRACT, emittedSchema, schemaText } from '../../src/emitted-schema.js';
import { PolicyVersionEntity } from '../../src/features/agreements/agreements.entity.js';
import { BellPeriodEntity, NoSchoolDayEntity, SchoolYearEntity, TermEntity } from '../../src/features/calendars/calendars.entity.js';
import { ShareCalculationEntity } from '../../src/features/cost-shares/cost-shares.entity.js';
import { CostStudyEntity, StandAloneFigureEntity } from '../../src/features/cost-shares/cost-study.entity.js';
import { BookingEntity } from '../../src/features/courses/booking.entity.js';
import { CourseMappingEntity } from '../../src/features/courses/course-mapping.entity.js';
import { WaitlistEntryEntity } from '../../src/features/courses/waitlist-entry.entity.js';
import { RequestWindowEntity, WindowRequestEntity } from '../../src/features/windows/request-window.entity.js';
import { CourseSectionEntity, ScedCourseEntity } from '../../src/features/courses/course-section.entity.js';
import { RoundDocumentEntity, RoundDueDiligenceEntity } from '../../src/features/pools/authority.entity.js';
import { RoundAskedEntity, RoundAskingEntity } from '../../src/features/pools/asking.entity.js';
import { RoundOrderEntity } from '../../src/features/pools/order.entity.js';
import { RoundCreditEntity, RoundInvoiceEntity } from '../../src/features/pools/match.entity.js';
import { RoundReceiptEntity } from '../../src/features/pools/receiving.entity.js';
import { RoundBaselineEntity, RoundSettlementPartEntity } from '../../src/features/pools/settlement.entity.js';
import { PoolRoundEntity, RoundCommitmentEntity, RoundItemEntity, RoundLineEntity, RoundShareEntity } from '../../src/features/pools/pools.entity.js';
import { RoundBidEntity, RoundSolicitationEntity } from '../../src/features/pools/solicitation.entity.js';
import { CourseNeedEntity } from '../../src/features/needs/course-need.entity.js';
import { ConsortiumEntity, ConsortiumMemberEntity } from '../../src/features/districts/consortium.entity.js';
import { DatedCountEntity, DatedCountPartEntity } from '../../src/features/districts/dated-count.entity.js';
import { PartyEntity } from '../../src/features/districts/party.entity.js';
import { SchoolEntity } from '../../src/features/districts/school.entity.js';
import { InboxItemEntity, MailEntity } from '../../src/features/inbox/inbox.entity.js';
import { MailPreferenceEntity } from '../../src/features/inbox/mail-preference.entity.js';
import { OfferingEntity } from '../../src/features/offerings/offerings.entity.js';
import { AccountEntity } from '../../src/features/people/account.entity.js';
import { RoleAssignmentEntity } from '../../src/features/people/role-assignment.entity.js';
import { SessionEntity } from '../../src/features/people/session.entity.js';
import { differences, type Twin } from './twins.js';

const partyPlace = ['city', 'county', 'localeWords', 'timeZone', 'lat', 'lon', 'boundary'];

const twins: readonly Twin[] = [
  { type: 'Consortium', entity: ConsortiumEntity, pairs: ['id', 'name', 'shortName', 'about'], inside: ['createdAt'] },
  { type: 'District', entity: PartyEntity, pairs: ['id', 'kind', 'name', 'shortName', 'ncesLeaId', 'stateId', 'localeCode', 'landAreaKm2', ...partyPlace], inside: [] },
  { type: 'ConsortiumMember', entity: ConsortiumMemberEntity, pairs: ['since'], inside: ['consortiumId', 'partyId', 'until'] },
  { type: 'ConsortiumMember', entity: PartyEntity, pairs: partyPlace, inside: 'rest' },
  { type: 'School', entity: SchoolEntity, pairs: ['id', 'ncesSchoolId', 'name', 'level', 'localeWords', 'lowestGrade', 'highestGrade', 'timeZone', 'lat', 'lon', ['isVirtual', 'virtual']], inside: ['partyId'] },
  { type: 'DatedCount', entity: DatedCountEntity, pairs: ['id', 'measure', 'countedOn', 'source'], inside: ['partyId'] },
  { type: 'CountPart', entity: DatedCountPartEntity, pairs: ['students'], inside: ['countId', 'schoolId'] },
  { type: 'CountPart', entity: SchoolEntity, pairs: [['name', 'schoolName'], ['isVirtual', 'virtual']], inside: 'rest' },
  { type: 'SchoolYear', entity: SchoolYearEntity, pairs: ['name', 'firstDay', 'lastDay', 'weekdays'], inside: ['id', 'partyId'] },
  { type: 'Term', entity: TermEntity, pairs: ['id', 'name', 'firstDay', 'lastDay'], inside: ['schoolYearId', 'code'] },
  { type: 'NoSchoolDay', entity: NoSchoolDayEntity, pairs: ['day', 'reason'], inside: ['schoolYearId'] },
  { type: 'Period', entity: BellPeriodEntity, pairs: ['name', 'days', 'startsAt', 'endsAt'], inside: ['schoolId', 'ordinal'] },
  { type: 'Viewer', entity: AccountEntity, pairs: ['id', 'displayName', 'email'], inside: ['status', 'tryThis', 'createdAt'] },
  { type: 'Person', entity: AccountEntity, pairs: ['id', 'displayName', 'email', 'status'], inside: ['tryThis', 'createdAt'] },
  { type: 'RoleHeld', entity: RoleAssignmentEntity, pairs: ['id', 'role'], inside: ['accountId', 'partyId', 'consortiumId', 'grantedAt', 'endedAt'] },
  { type: 'Session', entity: SessionEntity, pairs: ['id', 'createdAt', 'lastSeenAt', 'device'], inside: ['tokenHash', 'accountId', 'expiresAt', 'endedAt'] },
  { type: 'PolicyVersion', entity: PolicyVersionEntity, pairs: ['id', 'key', 'effectiveFrom', 'citation'], inside: ['consortiumId', 'partyId', 'value', 'createdAt'] },
  {
    type: 'InboxItem', entity: InboxItemEntity, pairs: ['id', 'kind', 'title', 'detail', 'nextStep', 'dueAt', 'dueRule', 'createdAt', 'bookingId', 'sectionId', 'studyId', 'draftId', 'needId', 'windowId', 'roundId'],
    inside: ['isNotice', 'partyId', 'consortiumId', 'roles', 'sides', 'subjectId', 'doneAt', 'sortKey', 'toldAt', 'byAccountId', 'accountId', 'urgent'],
  },
  {
    type: 'CourseNeed', entity: CourseNeedEntity, pairs: ['id', 'state', ['partyId', 'districtId'], 'title', 'seats', 'gradeLow', 'gradeHigh', 'schoolYear', 'term', 'modality', 'days', 'times', 'note', 'until', 'postedAt'],
    inside: ['areaCode', 'scedVersion', 'scedCode', 'postedBy', 'stateSince'],
  },
  {
    type: 'Round', entity: PoolRoundEntity, pairs: ['id', 'revision', 'state', 'route', 'consortiumId', 'sealed', 'aim', 'buyUp', 'locksAt', 'extendedFrom', 'leadAgency', 'contractNumber', 'clause', 'termEnds', 'ceilingCents', 'belowThreshold', 'belowDays', 'shortRule'],
    inside: ['leadPartyId', 'unapprovedCounts', 'reminded', 'proposedBy', 'proposedAt', 'stateSince', 'charges', 'deliveryFrom', 'deliveryUntil', 'stateCode', 'federal', 'copiedFrom'],
  },
  { type: 'Round', entity: OfferingEntity, pairs: ['title', 'summary'], inside: 'rest' },
  { type: 'RoundDocument', entity: RoundDocumentEntity, pairs: ['kind', 'title', 'address'], inside: ['roundId', 'ordinal'] },
  { type: 'DueDiligenceRecord', entity: RoundDueDiligenceEntity, pairs: ['revision', 'reason', 'at'], inside: ['roundId', 'partyId', 'answers', 'accountId'] },
  { type: 'RoundAsking', entity: RoundAskingEntity, pairs: ['roundId', 'answersBy'], inside: ['items', 'inputsText', 'inputHash', 'at'] },
  { type: 'RoundQuestion', entity: RoundAskedEntity, pairs: ['atMostCents'], inside: ['roundId', 'partyId', 'ifAll'] },
  { type: 'RoundItem', entity: RoundItemEntity, pairs: ['key'], inside: ['roundId', 'ordinal', 'body', 'unitSizes', 'ceilingUnits'] },
  { type: 'RoundCommitment', entity: RoundCommitmentEntity, pairs: ['state', 'revision', 'atMostCents', 'budgetCode', 'fundingSource', 'schoolId'], inside: ['roundId', 'partyId', 'approvedCents', 'committedBy', 'changedAt'] },
  { type: 'CommitmentLine', entity: RoundLineEntity, pairs: ['itemKey', 'unit', 'minimum', 'maximum', 'notToExceedCents'], inside: ['roundId', 'partyId'] },
  { type: 'RoundOrder', entity: RoundOrderEntity, pairs: ['id', 'number', 'way', 'supplier', 'supplierContact', 'totalCents', 'purchaseOrderNumber', 'placedAt', 'releasedAt'], inside: ['roundId', 'partyId', 'lines', 'charges', 'budgetCode', 'placedBy', 'releasedBy'] },
  { type: 'RoundSolicitation', entity: RoundSolicitationEntity, pairs: ['roundId', 'estimatesDue', 'number', 'published', 'publishedOn', 'bidsDue', 'failedReason'], inside: ['reminded', 'documents', 'bidId', 'bidRevision', 'boardOn', 'minutes', 'reason', 'awardedBy', 'awardedAt'] },
  { type: 'RoundBid', entity: RoundBidEntity, pairs: ['id', 'revision', 'supplier', 'responsive', 'reason', 'leadTime', 'notes'], inside: ['roundId', 'prices', 'recordedBy', 'recordedAt'] },
  { type: 'RoundReceipt', entity: RoundReceiptEntity, pairs: ['revision', 'good', 'damaged', 'substituted', 'substitute', 'accepted', 'complete', 'note', 'receivedAt'], inside: ['orderId', 'partyId', 'itemKey', 'receivedBy'] },
  { type: 'RoundInvoice', entity: RoundInvoiceEntity, pairs: ['number', 'revision', 'day', 'totalCents'], inside: ['orderId', 'lines', 'extras', 'enteredBy', 'enteredAt'] },
  { type: 'CreditNote', entity: RoundCreditEntity, pairs: ['number', 'revision', 'day', 'cents'], inside: ['orderId', 'key', 'recordedBy', 'recordedAt'] },
  { type: 'RoundBaseline', entity: RoundBaselineEntity, pairs: ['itemKey', 'revision', 'priceCents', 'source', 'confidence'], inside: ['roundId', 'partyId', 'statedBy', 'statedAt'], looser: { priceCents: 'nothing is said yet', source: 'nothing is said yet', confidence: 'nothing is said yet' } },
  { type: 'SettlementPart', entity: RoundSettlementPartEntity, pairs: ['cents', 'paidCents'], inside: ['roundId', 'partyId', 'calculationId', 'lines'] },
  { type: 'RoundShare', entity: RoundShareEntity, pairs: ['cents'], inside: ['roundId', 'partyId', 'lines'] },
  { type: 'Mail', entity: MailEntity, pairs: ['id', ['toAddress', 'to'], 'subject', ['body', 'text'], 'createdAt'], inside: ['dedupeKey', 'accountId', 'sentAt', 'itemId', 'stop', 'droppedAt'] },
  { type: 'MailPreference', entity: MailPreferenceEntity, pairs: ['tasks', 'bookings', 'news', 'reminders'], inside: ['accountId', 'changedAt'] },
  {
    type: 'ShareCalculation', entity: ShareCalculationEntity, pairs: ['id', 'expectedCents', 'maximumCents', 'inputHash', ['traceText', 'traceJson']],
    inside: ['planVersionId', 'subjectId', 'purpose', 'homePartyId', 'teachingPartyId', 'inputText', 'createdAt'], looser: { id: 'a quote is not stored' },
  },
  { type: 'CostStudy', entity: CostStudyEntity, pairs: ['id', 'title', 'audience', 'othersStanding', 'revision', 'createdAt', 'changedAt', 'sharedAt'], inside: ['consortiumId', 'authorAccountId', 'authorPartyId'] },
  { type: 'StandAloneFigure', entity: StandAloneFigureEntity, pairs: ['cents', 'source', 'confidence', 'obtainedOn', ['createdAt', 'enteredAt']], inside: ['id', 'studyId', 'partyId', 'enteredBy'] },
  { type: 'PlanPreset', entity: PolicyVersionEntity, pairs: ['id', 'key', 'effectiveFrom', 'citation'], inside: 'rest' },
  { type: 'YearCountOf', entity: DatedCountEntity, pairs: [['partyId', 'districtId'], 'countedOn', 'source'], inside: 'rest' },
  { type: 'YearCountPart', entity: DatedCountPartEntity, pairs: ['schoolId', 'students'], inside: ['countId'] },
  { type: 'YearCountPart', entity: SchoolEntity, pairs: [['name', 'schoolName'], ['isVirtual', 'virtual']], inside: 'rest' },
  {
    type: 'Section', entity: CourseSectionEntity,
    pairs: ['id', 'syllabus', 'prerequisites', 'teacherName', 'localCode', 'creditHundredths', 'modality', 'firstDay', 'lastDay', 'capacity', 'reservedSeats', 'reservedUntil', 'seatsTaken', 'seatsWaiting', 'answersRequests', 'dropDate', 'teachingDropDate', 'flags'],
    inside: [
      'teachingPartyId', 'schoolId', 'termId', 'teacherAccountId', 'scedVersion', 'scedCode', 'gradeLow', 'gradeHigh', 'meetingDays', 'startsAt', 'endsAt', 'timeZone', 'over', 'reservedReleased',
      'planVersionId', 'ownSeatsTaken',
    ],
  },
  { type: 'Section', entity: OfferingEntity, pairs: ['state', 'title', 'summary'], inside: ['id', 'kind', 'ownerPartyId', 'createdAt'] },
  { type: 'WaitlistEntry', entity: WaitlistEntryEntity, pairs: ['id', 'sectionId', 'state', 'seatsWanted', 'seatsLeast', 'askedAt'], inside: ['homePartyId', 'consortiumId', 'stateSince', 'askedBy', 'turn', 'offerFor', 'mappingWaits', 'policyIds', 'fit', 'fitReason'] },
  { type: 'RequestWindow', entity: RequestWindowEntity, pairs: ['id', 'consortiumId', 'schoolYear', 'state', 'opensAt', 'closesAt', 'extended', 'closedAt', 'endedAt', 'reason'], inside: ['openedBy', 'openedOn', 'rule', 'policyIds'] },
  {
    type: 'WindowRequest', entity: WindowRequestEntity, pairs: [['entryId', 'id'], 'windowId', 'sectionId', 'seatsAsked', 'seatsLeast', 'seatsGiven'], inside: ['homePartyId', 'turn', 'contributes', 'waitsSeats', 'waitsPlace', 'trace'],
    looser: { seatsGiven: 'a request that is still collected has nothing given' },
  },
  { type: 'BookedSection', entity: CourseSectionEntity, pairs: ['id', 'firstDay', 'lastDay', 'teacherName', 'capacity', 'dropDate'], inside: 'rest' },
  { type: 'BookedSection', entity: OfferingEntity, pairs: ['title'], inside: 'rest' },
  { type: 'ScedCode', entity: ScedCourseEntity, pairs: ['version', 'code', 'title', 'areaName'], inside: ['areaCode', 'description'] },
  { type: 'CourseMapping', entity: CourseMappingEntity, pairs: ['id', 'state', 'localCode', 'localTitle', 'creditHundredths', 'schoolYear', 'reason'], inside: ['sectionId', 'homePartyId', 'proposedBy', 'proposedAt', 'decidedBy', 'decidedAt'] },
  { type: 'BookingGlance', entity: BookingEntity, pairs: ['id', 'state', ['seatCount', 'seats']], inside: 'rest' },
  {
    type: 'Booking', entity: BookingEntity, pairs: ['id', 'state', ['seatCount', 'seats'], 'createdAt', 'notToExceedCents', 'budgetCode', 'note', 'reason', 'fit', 'owedCents'],
    inside: [
      'number', 'sectionId', 'homePartyId', 'teachingPartyId', 'consortiumId', 'createdBy', 'stateSince', 'holdExpiresAt', 'holdLeft', 'mappingWaitLeft', 'dueAt', 'dueRule', 'planVersionId', 'calculationId',
      'fitReason', 'policyIds', 'governingPolicyIds', 'dropDate', 'teachingDropDate', 'waitlistEntryId',
    ],
  },
];

/** Fields no column holds: put together from others, or added by a later feature. */
const computed: Readonly<Record<string, readonly string[]>> = {
  Consortium: ['members', 'policies', 'contacts', 'countYears', 'planPresets', 'mayWriteStudies', 'mayAdoptPresets', 'purchasingRules'],
  District: ['consortia', 'schools', 'counts', 'schoolYear', 'schoolYears', 'openSections', 'contacts'],
  ConsortiumMember: ['district', 'students', 'openSections'],
  School: ['enrollment', 'bellSchedule'],
  DatedCount: ['total', 'parts'],
  SchoolYear: ['terms', 'noSchoolDays'],
  Viewer: ['roles', 'openTasks'],
  Person: ['roles'],
  RoleHeld: ['roleWords', 'district', 'consortium', 'spendingLimitCents', 'maySpend'],
  Session: ['current'],
  PolicyVersion: ['words', 'valueWords', 'inForce'],
  InboxItem: ['placeName'],
  ShareCalculation: ['per', 'methodWords', 'sentences', 'file'],
  CostStudy: ['consortium', 'authorName', 'authorFor', 'mine', 'mayEdit', 'mayShareWith', 'mayCopy', 'draft', 'frozenDirectory', 'standings', 'frozenAlone', 'standAlone', 'mayEnterFor'],
  StandAloneFigure: ['district'],
  PlanPreset: ['name', 'formula', 'words'],
  YearCountOf: ['schoolYear', 'parts'],
  Section: ['teachingDistrict', 'schoolName', 'sced', 'grades', 'termName', 'meeting', 'seatsLeft', 'consortia', 'costWords', 'costTerms', 'fit', 'mapping', 'myBookings', 'myPlace', 'planFacts', 'mayChangePlan', 'nextSteps'],
  WaitlistEntry: ['title', 'termName', 'teachingDistrict', 'homeDistrict', 'place', 'reason', 'orderWords', 'offer', 'mayChange', 'mayLeave'],
  RequestWindow: ['consortiumName', 'timeZone', 'orderWords', 'mayExtend', 'mayCancel'],
  WindowRequest: ['consortiumName', 'timeZone', 'schoolYear', 'closesAt', 'title', 'teachingDistrict', 'homeDistrict', 'askedAt', 'allottedAt', 'steps', 'bookingId'],
  BookedSection: ['termName', 'meeting', 'seatsLeft'],
  MailPreference: ['morningWords', 'leaves'],
  CourseNeed: ['area', 'sced', 'seatsBooked', 'postedBy', 'mayChange', 'wishWords'],
  Round: ['lead', 'missing', 'ruleWords', 'items', 'participantCount', 'participants', 'commitments', 'shares', 'orders', 'tasks', 'commitFor', 'steps', 'authority', 'proposal'],
  DueDiligenceRecord: ['district', 'answers', 'writtenBy', 'roundTitle'],
  RoundAsking: ['items', 'questions', 'askedCount', 'answeredCount'],
  RoundQuestion: ['district', 'lines', 'ifAllCents', 'ifAllTotalCents', 'yes', 'answeredAt', 'answeredBy', 'mayAnswer'],
  RoundItem: ['name', 'specification', 'units', 'orderUnit', 'priceUnit', 'tierUnit', 'mode', 'tiers', 'threshold', 'ceiling', 'progress'],
  RoundCommitment: ['district', 'lines', 'mayApprove', 'approvalNeeds', 'now'],
  CommitmentLine: ['nowCents', 'atTiers'],
  RoundSolicitation: ['answeredCount', 'memberCount', 'answered', 'sums', 'estimates', 'estimateFor', 'documents', 'bids', 'comparedWords', 'award', 'mayRecordBids', 'mayAward'],
  RoundBid: ['prices', 'totalCents', 'lowest'],
  RoundReceipt: ['words', 'receivedBy'],
  RoundInvoice: ['lines', 'extras', 'enteredBy'],
  CreditNote: ['recordedBy'],
  RoundBaseline: ['district', 'name', 'unitName', 'mayState'],
  SettlementPart: ['district', 'balanceWords', 'lines', 'saving', 'share'],
  RoundShare: ['district', 'settledCents', 'lines', 'charges'],
  RoundOrder: ['district', 'lines', 'mayPlace', 'charges'],
  CourseMapping: ['proposedBy', 'decidedBy'],
  BookingGlance: ['reference', 'clock'],
  Booking: ['reference', 'section', 'homeDistrict', 'teachingDistrict', 'createdBy', 'clock', 'mapping', 'estimate', 'leaving', 'nextSteps', 'history', 'policies'],
};

@Entity('party')
class PlantedParty {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  county!: string;

  @Column('integer', { nullable: true })
  city!: number | null;

  @Column('text', { nullable: true })
  mascot!: string | null;
}

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await emittedSchema();
});

test('packages/contract/schema.graphql is what the api emits; if not, npm run schema writes it', () => {
  expect(readFileSync(CONTRACT, 'utf8').split('\n')).toEqual(schemaText(schema).split('\n'));
});

describe('entities and the graph', () => {
  test('agree on what may be null and on every scalar, field by field', () => {
    expect(differences(schema, twins, computed)).toEqual([]);
  });

  test('a planted difference is caught: nullability, scalar, a column nobody decided on, a field nobody knows', () => {
    const planted: Twin = { type: 'District', entity: PlantedParty, pairs: ['id', 'county', 'city', 'name'], inside: ['motto'] };
    expect(differences(schema, [planted], { District: ['kind', 'weather'] })).toEqual(expect.arrayContaining([
      'District.county: may be null, the column must not',
      'District.city: String for a column of integer',
      'District.name: no column name',
      'District: column mascot is neither shown nor kept inside',
      'District: column motto is kept inside, but does not exist',
      'District.shortName: neither a column nor computed',
      'District.weather: computed, but does not exist',
    ]));
  });
});
