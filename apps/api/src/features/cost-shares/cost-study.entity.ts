import { type SeenResult, type StudyDraft } from '@barnraise/cost-sharing';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('cost_study')
@Check('cost_study_title_given', "title <> ''")
@Check('cost_study_audience', "audience in ('author', 'coordinator', 'members')")
@Check('cost_study_others', "others_standing in ('named', 'unnamed', 'hidden')")
@Check('cost_study_shared', "(audience = 'author') = (shared_at is null) and (audience = 'members') = (others_standing is not null)")
@Index('cost_study_newest', ['consortiumId', 'changedAt', 'id'])
export class CostStudyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_cost_study' })
  id!: string;

  @Column('uuid', { name: 'consortium_id' })
  @ForeignKey('consortium', { name: 'FK_cost_study_consortium' })
  consortiumId!: string;

  @Column('uuid', { name: 'author_account_id' })
  @ForeignKey('account', { name: 'FK_cost_study_author' })
  authorAccountId!: string;

  @Column('uuid', { name: 'author_party_id', nullable: true })
  @ForeignKey('party', { name: 'FK_cost_study_author_party' })
  authorPartyId!: string | null;

  @Column('text')
  title!: string;

  @Column('text')
  audience!: 'author' | 'coordinator' | 'members';

  @Column('text', { name: 'others_standing', nullable: true })
  othersStanding!: 'named' | 'unnamed' | 'hidden' | null;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('timestamptz', { name: 'shared_at', nullable: true })
  sharedAt!: Date | null;
}

/** Apart from the study, so that a member can be shown the one without the other. */
@Entity('cost_study_content')
export class CostStudyContentEntity {
  @PrimaryColumn('uuid', { name: 'study_id', primaryKeyConstraintName: 'PK_cost_study_content' })
  @ForeignKey(() => CostStudyEntity, { name: 'FK_cost_study_content_study', onDelete: 'CASCADE' })
  studyId!: string;

  @Column('jsonb')
  draft!: StudyDraft;
}

@Entity('cost_study_frozen', { comment: 'names, counts and figures as they were when the members were shown the study: with its draft, all that is needed to work it out again' })
export class CostStudyFrozenEntity {
  @PrimaryColumn('uuid', { name: 'study_id', primaryKeyConstraintName: 'PK_cost_study_frozen' })
  @ForeignKey(() => CostStudyEntity, { name: 'FK_cost_study_frozen_study' })
  studyId!: string;

  @Column('jsonb')
  facts!: object;
}

@Entity('cost_study_standing')
export class CostStudyStandingEntity {
  @PrimaryColumn('uuid', { name: 'study_id', primaryKeyConstraintName: 'PK_cost_study_standing' })
  @ForeignKey(() => CostStudyEntity, { name: 'FK_cost_study_standing_study' })
  studyId!: string;

  @PrimaryColumn('uuid', { name: 'party_id', primaryKeyConstraintName: 'PK_cost_study_standing' })
  @ForeignKey('party', { name: 'FK_cost_study_standing_party' })
  partyId!: string;

  @Column('jsonb')
  seen!: SeenResult[];
}

@Entity('stand_alone_figure')
@Check('stand_alone_figure_not_negative', 'cents >= 0')
@Check('stand_alone_figure_source_given', "source <> ''")
@Check('stand_alone_figure_confidence', "confidence in ('quote', 'own-accounts', 'estimate')")
@Index('stand_alone_figure_newest', ['studyId', 'partyId', 'createdAt'])
export class StandAloneFigureEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_stand_alone_figure' })
  id!: string;

  @Column('uuid', { name: 'study_id' })
  @ForeignKey(() => CostStudyEntity, { name: 'FK_stand_alone_figure_study' })
  studyId!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey('party', { name: 'FK_stand_alone_figure_party' })
  partyId!: string;

  @Column('bigint')
  cents!: string;

  @Column('text')
  source!: string;

  @Column('text')
  confidence!: 'quote' | 'own-accounts' | 'estimate';

  @Column('date', { name: 'obtained_on', nullable: true })
  obtainedOn!: string | null;

  @Column('uuid', { name: 'entered_by' })
  @ForeignKey('account', { name: 'FK_stand_alone_figure_entered_by' })
  enteredBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

export const costStudyEntities = [CostStudyEntity, CostStudyContentEntity, CostStudyFrozenEntity, CostStudyStandingEntity, StandAloneFigureEntity];
