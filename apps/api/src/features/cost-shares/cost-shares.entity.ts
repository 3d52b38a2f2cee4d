import { type SeatPlan } from '@barnraise/cost-sharing';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { costStudyEntities } from './cost-study.entity.js';

@Entity('cost_plan_version')
export class CostPlanVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_cost_plan_version' })
  id!: string;

  @Column('uuid', { name: 'party_id' })
  @ForeignKey('party', { name: 'FK_cost_plan_version_party' })
  partyId!: string;

  @Column('uuid', { name: 'consortium_ids', array: true })
  consortiumIds!: string[];

  @Column('jsonb')
  plan!: SeatPlan;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('share_calculation')
@Check('share_calculation_purpose', "purpose in ('estimate', 'commitment', 'settlement')")
@Check('share_calculation_bounds', 'expected_cents <= maximum_cents')
@Index('share_calculation_subject', ['subjectId', 'createdAt'])
export class ShareCalculationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_share_calculation' })
  id!: string;

  @Column('uuid', { name: 'plan_version_id' })
  @ForeignKey(() => CostPlanVersionEntity, { name: 'FK_share_calculation_plan' })
  planVersionId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('text')
  purpose!: 'estimate' | 'commitment' | 'settlement';

  @Column('uuid', { name: 'home_party_id' })
  @ForeignKey('party', { name: 'FK_share_calculation_home' })
  homePartyId!: string;

  @Column('uuid', { name: 'teaching_party_id' })
  @ForeignKey('party', { name: 'FK_share_calculation_teaching' })
  teachingPartyId!: string;

  @Column('bigint', { name: 'expected_cents' })
  expectedCents!: string;

  @Column('bigint', { name: 'maximum_cents' })
  maximumCents!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text', { name: 'input_text', comment: 'facts and request as they were: with the plan, all that is needed to work it out again' })
  inputText!: string;

  @Column('text', { name: 'trace_text', comment: 'canonical JSON, kept as text: jsonb would reorder its bytes' })
  traceText!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

export const costSharesEntities = [CostPlanVersionEntity, ShareCalculationEntity, ...costStudyEntities];
