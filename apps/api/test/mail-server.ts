import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  /** What was taken, read as a mail program reads it. */
  readonly accepted: Email[];
  readonly recipients: string[];
  stop(): Promise<void>;
}

/** A real SMTP server on loopback. `onMail` may take its time, and refuse by answering an error. */
export async function mailServer({ onMail }: { onMail?: (mail: Email) => Promise<Error | void> | Error | void } = {}): Promise<MailServer> {
  const accepted: Email[] = [];
  const recipients: string[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void (async () => {
          const mail = await PostalMime.parse(Buffer.concat(chunks));
          const refused = await onMail?.(mail);
          if (refused) return done(refused);
          accepted.push(mail);
          recipients.push(...session.envelope.rcptTo.map(({ address }) => address));
          done();
        })();
      });
    },
  });
  // Clients that die in the middle are part of the game.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    accepted, recipients,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
