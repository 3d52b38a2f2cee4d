import { type SeatPlan } from '@barnraise/cost-sharing';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { costStudyEntities } from './cost-study.entity.js';
import { type RoundPlan } from './round-plan.type.js';

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
  plan!: SeatPlan | RoundPlan;

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

  @Column('bigint', { name: 'expected_cents', comment: 'of a settlement all that is finally owed; what was paid of it stands in round_settlement_part' })
  expectedCents!: string;

  @Column('bigint', { name: 'maximum_cents' })
  maximumCents!: string;

  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text', { name: 'input_text', comment: 'what it was worked out from: of seats facts and request, all that is needed with the plan; of a settlement the lines of the cost, which are all, and whose share it is' })
  inputText!: string;

  @Column('text', { name: 'trace_text', comment: 'canonical JSON, kept as text: jsonb would reorder its bytes' })
  traceText!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

export const costSharesEntities = [CostPlanVersionEntity, ShareCalculationEntity, ...costStudyEntities];
