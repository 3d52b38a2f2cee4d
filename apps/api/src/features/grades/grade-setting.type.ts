import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { byTypename, commonRefusals } from '../../platform/graphql/refusals.js';
import { StepNotPossible } from '../courses/index.js';
import { MOST_VERSIONS } from './grade.input.js';

@ObjectType({ description: 'One mark of a scale.' })
export class ScaleMark {
  @Field(() => String, { description: 'As it is written.' })
  mark!: string;

  @Field(() => Int, { description: 'From which percentage on it is given.' })
  atLeast!: number;

  @Field(() => Int, { description: 'Which percentage it stands for where others convert it.' })
  standsFor!: number;
}

@ObjectType({ description: 'A scale to begin with.' })
export class ScalePreset {
  @Field(() => String, { description: 'Its name.' })
  label!: string;

  @Field(() => Int, { description: 'Passed from this percentage on.' })
  passAt!: number;

  @Field(() => [ScaleMark], { description: 'Its marks; none: percent.' })
  marks!: ScaleMark[];
}

@ObjectType({ description: 'One version of how a district grades.' })
export class GradeSettingVersion {
  @Field(() => Int, { description: '1 for the first.' })
  version!: number;

  @Field(() => String, { description: 'Its scale in one line.' })
  words!: string;

  @Field(() => Int, { nullable: true, description: 'How many days after the last day its registrar needs grades; null: as members agreed.' })
  deadlineDays!: number | null;

  @Field(() => Date, { description: 'Since when.' })
  at!: Date;

  @Field(() => String, { description: 'Who set it.' })
  by!: string;
}

@ObjectType({ description: 'How a district grades, and when its registrar needs grades.' })
export class GradeSettings {
  @Field(() => ID, { description: 'The district.' })
  districtId!: string;

  @Field(() => Int, { description: 'The version in force; 0 where the district has set nothing: percent.' })
  version!: number;

  @Field(() => Int, { description: 'Passed from this percentage on.' })
  passAt!: number;

  @Field(() => [ScaleMark], { description: 'Marks, best first; none: percent.' })
  marks!: ScaleMark[];

  @Field(() => String, { description: 'The scale in one line.' })
  words!: string;

  @Field(() => Int, { nullable: true, description: 'How many days after the last day its registrar needs grades; null: as members agreed.' })
  deadlineDays!: number | null;

  @Field(() => Int, { description: 'What members agreed, unless a consortium says otherwise.' })
  agreedDays!: number;

  @Field(() => [ScalePreset], { description: 'Scales to begin with.' })
  presets!: ScalePreset[];

  @Field(() => [GradeSettingVersion], { description: 'Every version, newest first: what was accepted stays converted by its own.' })
  versions!: GradeSettingVersion[];

  @Field(() => Boolean, { description: 'I may change it.' })
  mayChange!: boolean;
}

@InputType({ description: 'One mark of a scale.' })
export class ScaleMarkInput {
  @Field(() => String, { description: 'As it is written.' })
  @IsString({ message: 'Enter the mark.' })
  @MaxLength(20, { message: 'A mark has 1 to 8 characters.' })
  mark!: string;

  @Field(() => Int, { description: 'From which percentage on it is given.' })
  @IsInt({ message: 'Enter a whole number.' })
  atLeast!: number;

  @Field(() => Int, { description: 'Which percentage it stands for.' })
  @IsInt({ message: 'Enter a whole number.' })
  standsFor!: number;
}

@InputType({ description: 'How my district grades from now on.' })
export class SetGradeSettingsInput extends KeyedInput {
  @Field(() => ID, { description: 'My district.' })
  @IsUUID(undefined, { message: 'That is not the id of a district.' })
  districtId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt({ message: 'Send the version that was read.' })
  @Min(0, { message: 'Send the version that was read.' })
  @Max(MOST_VERSIONS, { message: 'Send the version that was read.' })
  version!: number;

  @Field(() => Boolean, { description: 'Percent: there are no marks.' })
  @IsBoolean({ message: 'Say whether you grade by percent.' })
  percent!: boolean;

  @Field(() => [ScaleMarkInput], { description: 'Marks, best first; none for percent.' })
  @ArrayMaxSize(20, { message: 'A scale has 2 to 20 marks.' })
  @ValidateNested({ each: true })
  @Type(() => ScaleMarkInput)
  marks!: ScaleMarkInput[];

  @Field(() => Int, { description: 'Passed from this percentage on.' })
  @IsInt({ message: 'Enter a whole number.' })
  passAt!: number;

  @Field(() => Int, { nullable: true, description: 'How many days after the last day grades are needed; null: as members agreed.' })
  @IsOptional()
  @IsInt({ message: 'Enter a whole number of days.' })
  @Min(0, { message: 'From 0 to 60 days.' })
  @Max(60, { message: 'From 0 to 60 days.' })
  deadlineDays?: number | null;
}

export const SetGradeSettingsResult = createUnionType({ name: 'SetGradeSettingsResult', description: 'How the district grades, or why it was not set.', resolveType: byTypename, types: () => [GradeSettings, StepNotPossible, ...commonRefusals] as const });
