import { Controller, Get, HttpCode, Post, Query, Redirect } from '@nestjs/common';
import { MailPreferenceService } from './mail-preference.service.js';

/** The link in a mail's header: one press in a mail program ends this kind of mail. Pressed in a browser it leads to where the choice is. */
@Controller('mail/stop')
export class MailStopController {
  constructor(private readonly preferences: MailPreferenceService) {}

  @Post()
  @HttpCode(200)
  async stop(@Query('token') token: unknown, @Query('kind') kind: unknown): Promise<{ stopped: boolean }> {
    const asked = typeof token === 'string' && /^[0-9a-f]{64}$/.test(token) && typeof kind === 'string';
    return { stopped: asked && (await this.preferences.stop(token, kind)) };
  }

  /** A look is no press: mail programs and filters open links by themselves. */
  @Get()
  @Redirect('/account', 302)
  look(): void {
    return undefined;
  }
}
