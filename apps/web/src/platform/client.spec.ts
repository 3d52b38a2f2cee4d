/** @jest-environment node */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { print } from 'graphql';
import * as booking from '../generated/courses/booking.js';
import * as section from '../generated/courses/section.js';
import * as inbox from '../generated/inbox/inbox.js';
import * as catalogue from '../generated/offerings/catalogue.js';
import * as session from '../generated/platform/session.js';
import { createCache, createClient } from './client.js';
import { connection } from './connection.js';

const manifest = JSON.parse(readFileSync('src/generated/operations.json', 'utf8')) as Record<string, string>;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const answering = (body: unknown) =>
  jest.fn<typeof fetch>().mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })));

describe('what the browser sends', () => {
  beforeEach(() => connection.set({ stale: false, signedOut: false, reachable: true }));

  it('is byte for byte in the list of known operations', async () => {
    const sent = answering({ data: { site: null, me: null } });
    globalThis.fetch = sent;
    await createClient().query({ query: session.SessionDocument }).catch(() => undefined);
    const [, init] = sent.mock.calls[0] ?? [];
    const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
    expect(manifest[sha256(String(body['query']))]).toBe(body['query']);
    expect(Object.keys(body).sort()).toEqual(['operationName', 'query', 'variables']);
    expect(new Headers(init?.headers).get('x-barnraise-request')).toBe('1');
  });

  it.each(Object.entries({ ...booking, ...section, ...catalogue, ...inbox, ...session }).filter(([name]) => name.endsWith('Document')))('knows %s', (_name, document) => {
    expect(manifest).toHaveProperty(sha256(print(createCache().transformDocument(document as typeof session.SessionDocument))));
  });

  it('asks for a reload when the server no longer knows the question', async () => {
    globalThis.fetch = answering({ errors: [{ message: 'Unknown operation', extensions: { code: 'PLEASE_RELOAD' } }] });
    await createClient().query({ query: session.SessionDocument }).catch(() => undefined);
    expect(connection.get().stale).toBe(true);
  });
});

describe('the cache', () => {
  const item = (id: string) => ({ __typename: 'InboxItem' as const, id, kind: 'NOTICE' as const, title: id, detail: '', nextStep: null, dueAt: null, dueRule: null, createdAt: '2026-01-13T16:00:00Z', bookingId: null, sectionId: null, studyId: null, draftId: null, needId: null, windowId: null, roundId: null, placeName: '' });
  const write = (cache: ReturnType<typeof createCache>, after: string | null, ids: string[]) =>
    cache.writeQuery({ query: inbox.InboxDocument, variables: { first: 25, after }, data: { __typename: 'Query', inbox: { __typename: 'InboxConnection', nodes: ids.map(item), pageInfo: { __typename: 'PageInfo', hasNextPage: true, endCursor: 'c' } } } });
  const read = (cache: ReturnType<typeof createCache>) => cache.readQuery({ query: inbox.InboxDocument, variables: { first: 25 } })?.inbox.nodes.map((node) => node.id);

  it('joins the pages of a list, and starts anew without a cursor', () => {
    const cache = createCache();
    write(cache, null, ['1', '2']);
    write(cache, 'c', ['3']);
    expect(read(cache)).toEqual(['1', '2', '3']);
    // The same page once more: asked for twice, or before the list was read again.
    write(cache, 'c', ['3', '4']);
    expect(read(cache)).toEqual(['1', '2', '3', '4']);
    write(cache, null, ['9']);
    expect(read(cache)).toEqual(['9']);
  });
});
