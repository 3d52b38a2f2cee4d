import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('offering')
@Check('offering_kind', "kind in ('course', 'teacher', 'pool')")
@Check('offering_state', "state in ('draft', 'open', 'closed', 'cancelled')")
@Index('offering_owner', ['ownerPartyId', 'state'])
export class OfferingEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_offering' })
  id!: string;

  @Column('text')
  kind!: 'course' | 'teacher' | 'pool';

  @Column('uuid', { name: 'owner_party_id' })
  @ForeignKey('party', { name: 'FK_offering_owner' })
  ownerPartyId!: string;

  @Column('text')
  state!: 'draft' | 'open' | 'closed' | 'cancelled';

  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('audience')
@Index('audience_consortium', ['consortiumId', 'offeringId'])
export class AudienceEntity {
  @PrimaryColumn('uuid', { name: 'offering_id', primaryKeyConstraintName: 'PK_audience' })
  @ForeignKey(() => OfferingEntity, { name: 'FK_audience_offering' })
  offeringId!: string;

  @PrimaryColumn('uuid', { name: 'consortium_id', primaryKeyConstraintName: 'PK_audience' })
  @ForeignKey('consortium', { name: 'FK_audience_consortium' })
  consortiumId!: string;
}

export const offeringsEntities = [OfferingEntity, AudienceEntity];
