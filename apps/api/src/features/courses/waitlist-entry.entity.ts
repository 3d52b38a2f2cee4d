import { type WaitlistSide, type WaitlistState } from '@barnraise/lifecycle';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CourseSectionEntity } from './course-section.entity.js';

/** Written by the database's own functions alone; the ORM only reads it. */
@Entity('waitlist_entry')
@Check('waitlist_entry_state', "state in ('waiting', 'offered', 'taken', 'lapsed', 'left', 'ended')")
@Check('waitlist_entry_wanted', 'seats_wanted > 0')
@Check('waitlist_entry_least', 'seats_least between 1 and seats_wanted')
@Check('waitlist_entry_offer_ends', "offer_for > '0' and offer_for <= '31 days' and mapping_waits between '0' and '31 days'")
@Index('waitlist_entry_once', ['sectionId', 'homePartyId'], { unique: true, where: "(state = ANY (ARRAY['waiting'::text, 'offered'::text]))" })
@Index('waitlist_entry_line', ['sectionId', 'turn'], { where: "(state = 'waiting'::text)" })
@Index('waitlist_entry_home', ['homePartyId', 'askedAt', 'id'])
export class WaitlistEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_waitlist_entry' })
  id!: string;

  @Column('uuid', { name: 'section_id' })
  @ForeignKey(() => CourseSectionEntity, { name: 'FK_waitlist_entry_section' })
  sectionId!: string;

  @Column('uuid', { name: 'home_party_id' })
  @ForeignKey('party', { name: 'FK_waitlist_entry_home' })
  homePartyId!: string;

  @Column('uuid', { name: 'consortium_id' })
  @ForeignKey('consortium', { name: 'FK_waitlist_entry_consortium' })
  consortiumId!: string;

  @Column('text')
  state!: WaitlistState;

  @Column('timestamptz', { name: 'state_since' })
  stateSince!: Date;

  @Column('integer', { name: 'seats_wanted', comment: 'what is still wanted: a part that was taken is no longer in it' })
  seatsWanted!: number;

  @Column('integer', { name: 'seats_least' })
  seatsLeast!: number;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date;

  @Column('uuid', { name: 'asked_by' })
  @ForeignKey('account', { name: 'FK_waitlist_entry_asked_by' })
  askedBy!: string;

  @Column('bigint', { comment: "who asked before whom, given under the section's lock; asking for more takes a new turn" })
  turn!: string;

  @Column('interval', { name: 'offer_for', comment: 'how long an offer is kept, by the policy it was asked under; mapping_waits is how long it waits for a mapping at most' })
  offerFor!: object;

  @Column('interval', { name: 'mapping_waits' })
  mappingWaits!: object;

  @Column('uuid', { name: 'policy_ids', array: true, default: '{}' })
  policyIds!: string[];

  @Column('jsonb', { nullable: true })
  fit!: object | null;

  @Column('text', { name: 'fit_reason', nullable: true })
  fitReason!: string | null;
}

@Entity('waitlist_move')
@Check('waitlist_move_side', "side in ('home', 'teaching', 'clock')")
export class WaitlistMoveEntity {
  @PrimaryColumn('text', { name: 'from_state', primaryKeyConstraintName: 'PK_waitlist_move' })
  fromState!: WaitlistState;

  @PrimaryColumn('text', { name: 'to_state', primaryKeyConstraintName: 'PK_waitlist_move' })
  toState!: WaitlistState;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_waitlist_move' })
  side!: WaitlistSide;
}
