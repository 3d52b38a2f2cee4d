import { type RequestWindowState } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Written by the database's own functions alone; the ORM only reads it, as the next two. */
@Entity('request_window')
@Check('request_window_year', "school_year ~ '^[0-9]{4}-[0-9]{2}$'")
@Check('request_window_state', "state in ('collecting', 'allotted', 'cancelled')")
@Check('request_window_forward', 'opens_at < closes_at')
@Check('request_window_ended', "(state = 'collecting') = (ended_at is null)")
@Check('request_window_closed_by_rule', "(closed_at is null) = (rule is null) and (state <> 'allotted' or closed_at is not null) and (state <> 'cancelled' or closed_at is null)")
@Check('request_window_soon', "opens_at - opened_on <= interval '181 days'")
@Check('request_window_long', "closes_at - opens_at <= interval '181 days'")
@Index('request_window_once', ['consortiumId', 'schoolYear'], { unique: true, where: "(state <> 'cancelled'::text)" })
@Index('request_window_live', ['closesAt'], { where: "(state = 'collecting'::text)" })
export class RequestWindowEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_request_window' })
  id!: string;

  @Column('uuid', { name: 'consortium_id' })
  @ForeignKey('consortium', { name: 'FK_request_window_consortium' })
  consortiumId!: string;

  @Column('text', { name: 'school_year' })
  schoolYear!: string;

  @Column('text')
  state!: RequestWindowState;

  @Column('timestamptz', { name: 'opens_at' })
  opensAt!: Date;

  @Column('timestamptz', { name: 'closes_at' })
  closesAt!: Date;

  @Column('boolean', { default: false })
  extended!: boolean;

  @Column('uuid', { name: 'opened_by' })
  @ForeignKey('account', { name: 'FK_request_window_opened_by' })
  openedBy!: string;

  @Column('timestamptz', { name: 'opened_on' })
  openedOn!: Date;

  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true, comment: 'when it took no more requests; from then on its sections are allotted one by one' })
  closedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'the published order as it stood at the close; policy_ids are the versions it came from' })
  rule!: object | null;

  @Column('uuid', { name: 'policy_ids', array: true, default: '{}' })
  policyIds!: string[];

  @Column('text', { nullable: true })
  reason!: string | null;
}

@Entity('window_section')
@Check('window_section_seats', 'seats >= 0')
export class WindowSectionEntity {
  @PrimaryColumn('uuid', { name: 'window_id', primaryKeyConstraintName: 'PK_window_section' })
  @ForeignKey(() => RequestWindowEntity, { name: 'FK_window_section_window' })
  windowId!: string;

  @PrimaryColumn('uuid', { name: 'section_id', primaryKeyConstraintName: 'PK_window_section' })
  @ForeignKey('course_section', { name: 'FK_window_section_section' })
  sectionId!: string;

  @Column('integer')
  seats!: number;

  @Column('timestamptz')
  at!: Date;
}

@Entity('window_request')
@Check('window_request_given', 'seats_given = 0 or seats_given between seats_least and seats_asked')
@Check('window_request_waits', '(waits_seats is null) = (waits_place is null) and coalesce(waits_seats, 0) = seats_asked - seats_given')
@Index('window_request_section', ['windowId', 'sectionId'])
@Index('window_request_home', ['homePartyId'])
@ForeignKey(() => WindowSectionEntity, ['windowId', 'sectionId'], ['windowId', 'sectionId'], { name: 'FK_window_request_section' })
export class WindowRequestEntity {
  @PrimaryColumn('uuid', { name: 'window_id', primaryKeyConstraintName: 'PK_window_request' })
  windowId!: string;

  @Column('uuid', { name: 'section_id' })
  sectionId!: string;

  @PrimaryColumn('uuid', { name: 'entry_id', primaryKeyConstraintName: 'PK_window_request' })
  @ForeignKey('waitlist_entry', { name: 'FK_window_request_entry' })
  entryId!: string;

  @Column('uuid', { name: 'home_party_id' })
  @ForeignKey('party', { name: 'FK_window_request_home' })
  homePartyId!: string;

  @Column('bigint')
  turn!: string;

  @Column('integer', { name: 'seats_asked' })
  seatsAsked!: number;

  @Column('integer', { name: 'seats_least' })
  seatsLeast!: number;

  @Column('boolean')
  contributes!: boolean;

  @Column('integer', { name: 'seats_given' })
  seatsGiven!: number;

  @Column('integer', { name: 'waits_seats', nullable: true })
  waitsSeats!: number | null;

  @Column('integer', { name: 'waits_place', nullable: true })
  waitsPlace!: number | null;

  @Column('jsonb')
  trace!: object;
}

export const windowsEntities = [RequestWindowEntity, WindowSectionEntity, WindowRequestEntity];
