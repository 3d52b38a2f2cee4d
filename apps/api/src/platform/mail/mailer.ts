import { createTransport } from 'nodemailer';
import { type Config } from '../config/config.js';

export interface OutgoingMail {
  /** The same for every try. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  /** Where a mail program ends this kind of mail by one press (RFC 8058). */
  readonly stopUrl?: string | null;
}

/** Longest silence of a mail server that we bear, and longest whole try: well below the minute after which its job is given to another worker. */
const PATIENCE = { silenceMs: 15_000, tryMs: 45_000 } as const;

/** A password never travels in the clear: with one, a server elsewhere has to speak TLS from the start or take STARTTLS. */
export function needsTls(address: string): boolean {
  const { password, hostname } = new URL(address);
  return password !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Hands mail to the SMTP server. */
export class Mailer {
  private readonly domain: string;

  constructor(
    private readonly url: string,
    private readonly from: string,
    private readonly patience: { readonly silenceMs: number; readonly tryMs: number } = PATIENCE,
  ) {
    this.domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost';
  }

  /** Null when no server is set: mail is then kept, to be read in the product. */
  static from(config: Config): Mailer | null {
    return config.SMTP_URL ? new Mailer(config.SMTP_URL, config.MAIL_FROM) : null;
  }

  /** Fulfilled when the server has taken the mail; throws otherwise. */
  async send(mail: OutgoingMail): Promise<void> {
    const { silenceMs, tryMs } = this.patience;
    const transport = createTransport({
      url: this.url, requireTLS: needsTls(this.url), connectionTimeout: silenceMs, greetingTimeout: silenceMs, socketTimeout: silenceMs, dnsTimeout: silenceMs, disableFileAccess: true, disableUrlAccess: true,
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The mail server did not take the mail within ${tryMs / 1000} seconds.`)), tryMs);
    });
    try {
      await Promise.race([
        transport.sendMail({
          from: this.from, to: { name: '', address: mail.to }, subject: mail.subject, text: mail.text, date: mail.date,
          messageId: `<${mail.id}@${this.domain}>`, headers: {
            'Auto-Submitted': 'auto-generated',
            ...(mail.stopUrl ? { 'List-Unsubscribe': `<${mail.stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
          },
        }),
        late,
      ]);
    } finally {
      clearTimeout(timer);
      transport.close();
    }
  }
}
