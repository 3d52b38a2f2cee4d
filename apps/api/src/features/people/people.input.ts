import { type Role } from '@barnraise/lifecycle';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { KeyedInput } from '../../platform/graphql/keyed-input.js';
import { RoleName } from './role.type.js';

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);
const address = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value);

const ADDRESS = { message: 'This is not an e-mail address. Write it like name@district.org.' };
const NAME = { message: 'Write the name as colleagues know it, up to 120 characters.' };
/** What no line shows, or what makes two lines of one: names stand in mail. */
const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;
const NAME_LINE = { message: 'The name must be a single line without hidden characters. Type it instead of pasting it.' };
const PASSWORD_LONG = { message: 'Use at most 200 characters.' };
const PASSWORD_SHORT = { message: 'Use at least 12 characters; a few unrelated words are easy to remember.' };
const LINK = { message: 'The link is not whole. Open it from the mail again.' };

@InputType({ description: 'Address and password.' })
export class SignInInput {
  @Field(() => String, { description: 'The address of the account.' })
  @Transform(address) @IsString() @IsNotEmpty({ message: 'Write the e-mail address of your account.' }) @MaxLength(254, ADDRESS)
  email!: string;

  @Field(() => String, { description: 'Its password.' })
  @IsString() @IsNotEmpty({ message: 'Write your password.' }) @MaxLength(200, PASSWORD_LONG)
  password!: string;
}

@InputType({ description: 'One of the people on the demo\'s list.' })
export class SignInAsDemoPersonInput {
  @Field(() => ID, { description: 'From site.demoPeople.' })
  @IsString()
  accountId!: string;
}

@InputType({ description: 'One of my sessions.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'From mySessions.' })
  @IsString()
  sessionId!: string;
}

@InputType({ description: 'Whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The address of the account.' })
  @Transform(address) @MaxLength(254, ADDRESS) @IsEmail({ allow_utf8_local_part: false }, ADDRESS)
  email!: string;
}

@InputType({ description: 'A new password, by the link from the mail.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token in the mailed link.' })
  @IsString() @IsNotEmpty(LINK) @MaxLength(100, LINK)
  token!: string;

  @Field(() => String, { description: 'The new password.' })
  @IsString() @MaxLength(200, PASSWORD_LONG) @MinLength(12, PASSWORD_SHORT)
  password!: string;
}

@InputType({ description: 'A new password in place of the present one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present one.' })
  @IsString() @IsNotEmpty({ message: 'Write your present password.' }) @MaxLength(200, PASSWORD_LONG)
  currentPassword!: string;

  @Field(() => String, { description: 'The new one.' })
  @IsString() @MaxLength(200, PASSWORD_LONG) @MinLength(12, PASSWORD_SHORT)
  newPassword!: string;
}

@InputType({ description: 'What a person may change of themselves.' })
export class UpdateProfileInput {
  @Field(() => String, { description: 'The name others see.' })
  @Transform(trimmed) @IsString() @IsNotEmpty(NAME) @MaxLength(120, NAME) @Matches(ONE_LINE, NAME_LINE)
  displayName!: string;
}

@InputType({ description: 'Whom to invite, to what, where: districtId or consortiumId, exactly one.' })
export class InvitePersonInput extends KeyedInput {
  @Field(() => String, { description: 'Where the invitation goes.' })
  @Transform(address) @MaxLength(254, ADDRESS) @IsEmail({ allow_utf8_local_part: false }, ADDRESS)
  email!: string;

  @Field(() => String, { description: 'The name others see; the person may change it.' })
  @Transform(trimmed) @IsString() @IsNotEmpty(NAME) @MaxLength(120, NAME) @Matches(ONE_LINE, NAME_LINE)
  displayName!: string;

  @Field(() => RoleName, { description: 'The role they are to hold.' })
  @IsString()
  role!: Role;

  @Field(() => ID, { nullable: true, description: 'For a role in a district.' })
  @IsOptional() @IsString()
  districtId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For a role in a consortium.' })
  @IsOptional() @IsString()
  consortiumId?: string | null;
}

@InputType({ description: 'Taking an invitation up, by the link from the mail.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The token in the mailed link.' })
  @IsString() @IsNotEmpty(LINK) @MaxLength(100, LINK)
  token!: string;

  @Field(() => String, { description: 'The name others see.' })
  @Transform(trimmed) @IsString() @IsNotEmpty(NAME) @MaxLength(120, NAME) @Matches(ONE_LINE, NAME_LINE)
  displayName!: string;

  @Field(() => String, { description: 'The password to sign in with from now on.' })
  @IsString() @MaxLength(200, PASSWORD_LONG) @MinLength(12, PASSWORD_SHORT)
  password!: string;
}

@InputType({ description: 'Which role ends.' })
export class EndRoleInput extends KeyedInput {
  @Field(() => ID, { description: 'The role held, from Person.roles.' })
  @IsString()
  roleId!: string;
}

@InputType({ description: 'The people of a place: districtId or consortiumId, exactly one.' })
export class PeopleInput {
  @Field(() => ID, { nullable: true, description: 'A district of mine.' })
  @IsOptional() @IsString()
  districtId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A consortium I hold a role in.' })
  @IsOptional() @IsString()
  consortiumId?: string | null;

  @Field(() => String, { nullable: true, description: 'A part of the name or address.' })
  @IsOptional() @Transform(trimmed) @IsString() @MaxLength(100, { message: 'Search for at most 100 characters.' })
  search?: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many at once, up to 100.' })
  @IsOptional() @Min(1, { message: 'Ask for at least 1.' }) @Max(100, { message: 'Ask for at most 100 at once.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Go on after this cursor.' })
  @IsOptional() @IsString()
  after?: string | null;
}
