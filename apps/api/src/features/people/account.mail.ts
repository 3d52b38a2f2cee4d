import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, publicBase } from '../../platform/config/config.js';
import { type Tx } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { Ids } from '../../platform/ids/ids.js';

export const RESET_HOURS = 1;
export const INVITATION_DAYS = 14;

interface Letter { readonly subject: string; readonly body: string }

/** Mail about an account. A token stands in its mail alone; the database knows its hash. */
@Injectable()
export class AccountMail {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly events: Events,
    private readonly ids: Ids,
  ) {}

  /** Posts a letter to the account's own address and has it delivered. For no account it does the same work and posts nothing. */
  async post(tx: Tx, accountId: string | null, letter: Letter): Promise<void> {
    const mailId = this.ids.next();
    await tx.query('select post_mail($1, $2, $3, $4, $5)', [mailId, `account:${mailId}`, accountId, letter.subject, letter.body]);
    await this.events.send('deliver', { mailId });
  }

  reset(token: string): Letter {
    return {
      subject: 'Set a new password for Barnraise',
      body: `Somebody, probably you, asked for a new Barnraise password. To choose one, open this link within the hour; it works once:\n\n${this.link('reset', token)}\n\n`
        + 'If it was not you, do nothing: your password stays as it is.\n',
    };
  }

  invitation(token: string, inviter: string, roleWords: string, placeName: string): Letter {
    return {
      subject: `${inviter} invites you to Barnraise`,
      body: `${inviter} invites you to Barnraise, where school districts share courses, teachers and purchasing. You are asked to act as: ${roleWords}, ${placeName}.\n\n`
        + `To accept and choose a password, open this link within ${INVITATION_DAYS} days; it works once:\n\n${this.link('invitation', token)}\n`,
    };
  }

  /** For somebody who has an account, but not of this place: they are asked first. */
  offeredRole(token: string, inviter: string, roleWords: string, placeName: string): Letter {
    return {
      subject: `${inviter} invites you to a new role: ${roleWords}, ${placeName}`,
      body: `${inviter} asks you to act as: ${roleWords}, ${placeName}. Until you accept, nothing is told of your Barnraise account and nothing changes.\n\n`
        + `To accept, open this link within ${INVITATION_DAYS} days and type your Barnraise password; it works once:\n\n${this.link('invitation', token)}&account=yes\n\n`
        + 'If you did not expect this, do nothing.\n',
    };
  }

  /** For somebody who has a role in that place already. */
  newRole(inviter: string, roleWords: string, placeName: string): Letter {
    return {
      subject: `You have a new role: ${roleWords}, ${placeName}`,
      body: `${inviter} added a role to your Barnraise account: ${roleWords}, ${placeName}. There is nothing to do; sign in as before:\n\n${this.base}/\n\n`
        + 'If you did not expect this, tell the person who added it.\n',
    };
  }

  passwordChanged(): Letter {
    return {
      subject: 'Your Barnraise password was changed',
      body: `The password of your account was changed, and its other sessions were ended. If it was not you, ask for a reset at once:\n\n${this.base}/sign-in\n`,
    };
  }

  private link(page: 'reset' | 'invitation', token: string): string {
    return `${this.base}/${page}?token=${token}`;
  }

  private get base(): string {
    return publicBase(this.config);
  }
}
