import { createUnionType, Field, ID, InputType, ObjectType, PickType, registerEnumType } from '@nestjs/graphql';
import { IsNotEmpty, IsUUID, MaxLength } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { PageInfo } from '../../platform/graphql/page.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { StepNotPossible } from './seat.refusals.js';
import { Section } from './section.type.js';

export enum SectionStepName { AMEND = 'amend', CLOSE = 'close', REOPEN = 'reopen', CANCEL = 'cancel' }
registerEnumType(SectionStepName, { name: 'SectionStep', description: 'A step its own district can take with a published section.' });

@ObjectType({ description: 'A step of a section that I may take, now or once what blocks it is done.' })
export class SectionNextStep {
  @Field(() => SectionStepName, { description: 'Which.' })
  step!: SectionStepName;

  @Field(() => String, { description: 'What to press.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What must be done first; null when nothing.' })
  blockedBy!: string | null;
}

@ObjectType({ description: 'A section as the list of its own district shows it.' })
export class SharedSection extends PickType(Section, ['id', 'state', 'title', 'termName', 'firstDay', 'lastDay', 'meeting', 'seatsTaken', 'capacity', 'costWords'] as const) {}

@ObjectType({ description: 'A page of the sections a district shares, those that begin last first.' })
export class SectionConnection {
  @Field(() => [SharedSection], { description: 'The sections of this page.' })
  nodes!: SharedSection[];

  @Field(() => PageInfo, { description: 'Whether it goes on.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'A step of a published section.' })
export class SectionStepInput extends KeyedInput {
  @Field(() => ID, { description: 'The section; of my own district.' })
  @IsUUID(undefined, { message: 'That is not the id of a section.' })
  sectionId!: string;
}

@InputType({ description: 'The end of a section.' })
export class CancelSectionInput extends SectionStepInput {
  @Field(() => String, { description: 'Why; every home district reads it.' })
  @IsNotEmpty({ message: 'Say why: every district with seats in it reads this.' })
  @MaxLength(500, { message: 'Say it in at most 500 characters.' })
  reason!: string;
}

const sectionResult = (name: string) =>
  createUnionType({ name, description: 'The section, or why not.', types: () => [Section, StepNotPossible, ...commonRefusals] as const, resolveType: byTypename });

export const CloseSectionResult = sectionResult('CloseSectionResult');
export const ReopenSectionResult = sectionResult('ReopenSectionResult');
export const CancelSectionResult = sectionResult('CancelSectionResult');
