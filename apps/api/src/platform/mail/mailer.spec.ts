import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { mailServer, type MailServer } from '../../../test/mail-server.js';
import { Mailer } from './mailer.js';

let server: MailServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
const mail = { id: '018f0000-0000-7000-8000-000000000001', to: 'robin@example.org', subject: 'Sitzplätze – 3 left', text: 'First line\n\nhttps://barnraise.example/reset?token=abc_DEF-123\n', date: new Date('2026-11-10T16:30:00Z') };

test('a mail arrives as it was written', async () => {
  server = await mailServer();
  await new Mailer(server.url, 'Barnraise <office@barnraise.example>').send(mail);
  const [received] = server.accepted;
  expect(received).toMatchObject({
    from: { name: 'Barnraise', address: 'office@barnraise.example' }, to: [{ address: 'robin@example.org' }], subject: mail.subject, messageId: `<${mail.id}@barnraise.example>`, date: '2026-11-10T16:30:00.000Z',
  });
  expect(received!.text!.trim()).toBe(mail.text.trim());
  expect(received!.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
});

test('the same mail sent twice has the same Message-ID', async () => {
  server = await mailServer();
  const mailer = new Mailer(server.url, 'office@barnraise.example');
  await mailer.send(mail);
  await mailer.send(mail);
  expect(server.accepted.map(({ messageId }) => messageId)).toEqual([`<${mail.id}@barnraise.example>`, `<${mail.id}@barnraise.example>`]);
});

test('a refusal of the server, or no server at all, is an error', async () => {
  server = await mailServer({ onMail: () => new Error('550 No such mailbox') });
  await expect(new Mailer(server.url, 'office@barnraise.example').send(mail)).rejects.toThrow('No such mailbox');
  const { url } = server;
  await server.stop();
  server = undefined;
  await expect(new Mailer(url, 'office@barnraise.example').send(mail)).rejects.toThrow('ECONNREFUSED');
});

test('a server that says nothing, or never comes to an end, is not waited for', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const patience = { silenceMs: 150, tryMs: 10_000 };
  try {
    await expect(new Mailer(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, 'office@barnraise.example', patience).send(mail)).rejects.toThrow(/Timeout|Greeting never received/);
  } finally {
    silent.close();
  }
  server = await mailServer({ onMail: () => sleep(600) });
  await expect(new Mailer(server.url, 'office@barnraise.example', { silenceMs: 10_000, tryMs: 200 }).send(mail)).rejects.toThrow('did not take the mail within 0.2 seconds');
});

test('an address or subject with line breaks adds no header and no recipient', async () => {
  server = await mailServer();
  await new Mailer(server.url, 'office@barnraise.example').send({ ...mail, subject: 'Hello\r\nBcc: thief@example.org' });
  expect(server.recipients).toEqual(['robin@example.org']);
  expect(server.accepted[0]!.bcc).toBeUndefined();
});

describe('a server that asks for a login', () => {
  let smtp: SMTPServer | undefined;
  const seen: string[] = [];
  afterEach(async () => {
    await new Promise<void>((resolve) => (smtp ? smtp.close(() => resolve()) : resolve()));
    smtp = undefined;
    seen.length = 0;
  });
  const listen = async (host: string, options: SMTPServerOptions = {}): Promise<string> => {
    smtp = new SMTPServer({
      logger: false, ...options,
      onAuth: ({ username, password }, _session, done) => {
        seen.push(`${username}:${password}`);
        done(password === 'right' ? null : new Error('Invalid username or password'), { user: username });
      },
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done());
      },
    });
    smtp.on('error', () => undefined);
    await new Promise<void>((resolve) => smtp!.listen(0, host, () => resolve()));
    return `${host}:${(smtp.server.address() as AddressInfo).port}`;
  };
  const send = (url: string) => new Mailer(url, 'office@barnraise.example').send(mail);

  test('takes the right one and refuses a wrong one, in words', async () => {
    const at = await listen('127.0.0.1', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    await send(`smtp://office:right@${at}`);
    await expect(send(`smtp://office:wrong@${at}`)).rejects.toThrow('Invalid username or password');
    expect(seen).toEqual(['office:right', 'office:wrong']);
  });

  test('elsewhere never hears the password in the clear', async () => {
    const at = await listen('127.0.0.2', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    await expect(send(`smtp://office:right@${at}`)).rejects.toThrow(/STARTTLS|TLS/i);
    expect(seen).toEqual([]);
  });

  test('with a certificate nobody vouches for is not believed', async () => {
    const at = await listen('127.0.0.2');
    await expect(send(`smtp://office:right@${at}`)).rejects.toThrow(/certificate/i);
    await expect(send(`smtps://office:right@${at}`)).rejects.toThrow();
    expect(seen).toEqual([]);
  });
});

test('a kind of mail that can be ended says so in its header, others do not', async () => {
  server = await mailServer();
  const mailer = new Mailer(server.url, 'office@barnraise.example');
  await mailer.send({ ...mail, stopUrl: 'https://barnraise.example/mail/stop?token=0a&kind=news' });
  await mailer.send(mail);
  const headers = server.accepted.map((one) => one.headers.filter(({ key }) => key.startsWith('list-')).map(({ key, value }) => [key, value]));
  expect(headers[0]).toEqual(expect.arrayContaining([['list-unsubscribe', '<https://barnraise.example/mail/stop?token=0a&kind=news>'], ['list-unsubscribe-post', 'List-Unsubscribe=One-Click']]));
  expect(headers[1]).toEqual([]);
});
