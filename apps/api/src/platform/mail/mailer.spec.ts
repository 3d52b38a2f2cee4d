import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
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
