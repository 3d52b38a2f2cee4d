import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Role } from '@barnraise/lifecycle';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, moveClock, type TestDatabase } from '../../../test/database.js';
import { insertConsortium, insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { insertPerson } from '../../../test/factories/people.js';
import { until } from '../../../test/until.js';

const BODY = '__typename ... on Refusal { code message } ... on InvalidInput { problems { field rule message } }';
const PERSON = '... on Person { id displayName email status roles { id role roleWords district { id } consortium { id } } }';
const INVITE = `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { ${BODY} ${PERSON} } }`;
const ACCEPT = `mutation ($token: String!, $displayName: String!, $password: String!) { acceptInvitation(input: { token: $token, displayName: $displayName, password: $password }) { ${BODY} ... on Viewer { id displayName roles { role } } } }`;
const END = `mutation ($roleId: ID!, $key: ID!) { endRole(input: { roleId: $roleId, idempotencyKey: $key }) { ${BODY} ${PERSON} } }`;
const PEOPLE = 'query ($input: PeopleInput!) { people(input: $input) { nodes { id displayName email status roles { role district { shortName } consortium { shortName } } } pageInfo { hasNextPage endCursor } } }';

interface Result { __typename: string; id?: string; code?: string; message?: string; status?: string; displayName?: string; problems?: { field: string }[]; roles?: { id: string; role: string }[] }
interface People { nodes: { id: string; displayName: string; email: string; roles: { role: string }[] }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

const [CONSORTIUM, OTHER_CONSORTIUM, COUNCIL, CAMBRIDGE, FAR_AWAY] = [id(1), id(2), id(11), id(12), id(13)];

let db: TestDatabase;
let app: TestApp;
let next = 100;
const person = (role: Role, place: { partyId: string } | { consortiumId: string }, roleId?: string) =>
  insertPerson(db.owner, { id: id(next++), roles: [{ role, ...place, ...(roleId ? { id: roleId } : {}) }] });
const as = (accountId: string): Promise<Client> => app.client().signInAs(accountId);
const key = () => `key-${next++}-of-its-own`;
const invitation = (over: object = {}) => ({ idempotencyKey: key(), email: `new${next++}@example.org`, displayName: 'New Colleague', role: 'COUNSELOR', districtId: COUNCIL, ...over });
const lastMail = async (email: string) => (await db.owner.query<{ subject: string; body: string }>('select subject, body from mail where to_address = $1 order by id desc limit 1', [email])).rows[0];
const tokenIn = (mail: { body: string } | undefined) => /invitation\?token=([\w-]+)/.exec(mail?.body ?? '')?.[1];

let admin: Client;
let adminId: string;
let coordinator: Client;

beforeAll(async () => {
  db = await freshDatabase();
  for (const consortium of [CONSORTIUM, OTHER_CONSORTIUM]) await insertConsortium(db.owner, { id: consortium });
  await insertDistrict(db.owner, { id: COUNCIL, name: 'Council', consortia: [CONSORTIUM] });
  await insertDistrict(db.owner, { id: CAMBRIDGE, name: 'Cambridge', consortia: [CONSORTIUM] });
  await insertDistrict(db.owner, { id: FAR_AWAY, name: 'Far Away', consortia: [OTHER_CONSORTIUM] });
  adminId = await person('district_administrator', { partyId: COUNCIL });
  app = await testApp(db);
  admin = await as(adminId);
  coordinator = await as(await person('coordinator', { consortiumId: CONSORTIUM }));
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('an invitation', () => {
  test('makes the account, gives the role and mails a link; taken up, it signs in', async () => {
    const input = invitation({ email: ' New.Colleague@Example.org ' });
    const invited = await admin.get<Result>(INVITE, { input });
    expect(invited).toMatchObject({ __typename: 'Person', email: 'new.colleague@example.org', status: 'INVITED', roles: [{ role: 'COUNSELOR', roleWords: 'Counselor', district: { id: COUNCIL }, consortium: null }] });
    const mail = await lastMail('new.colleague@example.org');
    expect(mail?.body).toContain('Counselor, Council School District');

    const client = app.client();
    const accepted = await client.get<Result>(ACCEPT, { token: tokenIn(mail), displayName: 'Nell Colleague', password: 'seven quiet otters' });
    expect(accepted).toEqual({ __typename: 'Viewer', id: invited.id, displayName: 'Nell Colleague', roles: [{ role: 'COUNSELOR' }] });
    expect(await client.get('{ me { displayName email } }')).toEqual({ displayName: 'Nell Colleague', email: 'new.colleague@example.org' });
    expect(await app.client().get(ACCEPT, { token: tokenIn(mail), displayName: 'Somebody Else', password: 'seven quiet otters' })).toMatchObject({ __typename: 'LinkNotValid' });
    const { rows } = await db.owner.query('select kind, actor_account_id, party_ids from event where subject_id = $1 order by seq', [invited.id]);
    expect(rows).toEqual([
      { kind: 'account.invited', actor_account_id: adminId, party_ids: [COUNCIL] },
      { kind: 'account.accepted_invitation', actor_account_id: invited.id, party_ids: [COUNCIL] },
      { kind: 'account.signed_in', actor_account_id: invited.id, party_ids: [] },
    ]);
  });

  test('sent again with its key gives the first answer and no second mail', async () => {
    const input = invitation();
    const [first, again] = [await admin.get<Result>(INVITE, { input }), await admin.get<Result>(INVITE, { input })];
    expect(again).toEqual(first);
    expect((await db.owner.query('select from mail where to_address = $1', [input.email])).rowCount).toBe(1);
    expect(await admin.get(INVITE, { input: { ...input, role: 'TEACHER' } })).toMatchObject({ __typename: 'KeyReused' });
  });

  test('to a role somebody was asked to, or has, is refused', async () => {
    const input = invitation();
    await admin.get(INVITE, { input });
    expect(await admin.get(INVITE, { input: { ...input, idempotencyKey: key() } })).toMatchObject({ __typename: 'AlreadyInvited' });
  });

  const addressOf = async (accountId: string) => (await db.owner.query<{ email: string }>('select email from account where id = $1', [accountId])).rows[0]!.email;

  test('to somebody who works here adds the role at once and says so by mail, without a link', async () => {
    const accountId = await person('teacher', { partyId: COUNCIL });
    const email = await addressOf(accountId);
    const invited = await admin.get<Result>(INVITE, { input: invitation({ email, displayName: 'Called Otherwise' }) });
    expect(invited).toMatchObject({ __typename: 'Person', id: accountId, status: 'ACTIVE' });
    expect(invited.displayName).not.toBe('Called Otherwise');
    const mail = await lastMail(email);
    expect(mail?.subject).toBe('You have a new role: Counselor, Council School District');
    expect(tokenIn(mail)).toBeUndefined();
    const me = await (await as(accountId)).get<{ roles: { role: string }[] }>('{ me { roles { role } } }');
    expect(me.roles).toEqual([{ role: 'TEACHER' }, { role: 'COUNSELOR' }]);
  });

  describe('to an account from elsewhere', () => {
    const PASSWORD = 'nine patient herons';
    let accountId: string;
    let email: string;
    const elsewhere = async () => {
      accountId = await insertPerson(db.owner, { id: id(next++), name: 'Real Name', password: PASSWORD, roles: [{ role: 'teacher', partyId: FAR_AWAY }] });
      email = await addressOf(accountId);
    };
    const listed = async () => (await admin.get<People>(PEOPLE, { input: { districtId: COUNCIL, search: email } })).nodes;
    const rolesOf = async () => (await (await as(accountId)).get<{ roles: { role: string }[] }>('{ me { roles { role } } }')).roles.map(({ role }) => role);

    test('is answered and listed as one to nobody known: what was typed', async () => {
      await elsewhere();
      const typed = { displayName: 'As Typed', role: 'COUNSELOR' };
      const toNobody = await admin.get<Result>(INVITE, { input: invitation(typed) });
      const input = invitation({ ...typed, email });
      const asked = await admin.get<Result>(INVITE, { input });
      const shape = (one: Result) => ({ ...one, id: '', email: '', roles: one.roles!.map((held) => ({ ...held, id: '' })) });
      expect(shape(asked)).toEqual(shape(toNobody));
      expect(asked).toMatchObject({ displayName: 'As Typed', status: 'INVITED' });
      expect(asked.id).not.toBe(accountId);
      expect(await listed()).toMatchObject([{ id: asked.id, displayName: 'As Typed', email, status: 'INVITED', roles: [{ role: 'COUNSELOR' }] }]);
      expect(await admin.get(INVITE, { input })).toEqual(asked);
      expect(await admin.get(INVITE, { input: { ...input, idempotencyKey: key() } })).toMatchObject({ __typename: 'AlreadyInvited' });
      const further = await admin.get<Result>(INVITE, { input: { ...input, role: 'REGISTRAR', displayName: 'Typed Again', idempotencyKey: key() } });
      expect([further.id, further.displayName, further.roles!.length]).toEqual([asked.id, 'As Typed', 2]);
      const { rows } = await db.owner.query('select from event where subject_id = $1 and $2 = any (party_ids)', [accountId, COUNCIL]);
      expect(rows).toEqual([]);
      expect(await rolesOf()).toEqual(['TEACHER']);
    });

    test('begins when its owner accepts by the link, with their own password and name', async () => {
      await elsewhere();
      const asked = await admin.get<Result>(INVITE, { input: invitation({ email, displayName: 'As Typed' }) });
      const mail = await lastMail(email);
      expect(mail?.body).toContain('Counselor, Council School District');
      const token = tokenIn(mail);
      expect(await app.client().get(ACCEPT, { token, displayName: 'Somebody Else', password: 'not their password' })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.password' }] });
      expect(await rolesOf()).toEqual(['TEACHER']);
      const client = app.client();
      expect(await client.get(ACCEPT, { token, displayName: 'Somebody Else', password: PASSWORD })).toEqual({ __typename: 'Viewer', id: accountId, displayName: 'Real Name', roles: [{ role: 'TEACHER' }, { role: 'COUNSELOR' }] });
      expect(await client.get('{ me { id } }')).toEqual({ id: accountId });
      expect(await listed()).toMatchObject([{ id: accountId, displayName: 'Real Name', status: 'ACTIVE' }]);
      const { rows } = await db.owner.query(`select party_ids from event where subject_id = $1 and kind = 'account.accepted_invitation'`, [accountId]);
      expect(rows).toEqual([{ party_ids: [COUNCIL] }]);
      expect(await app.client().get(ACCEPT, { token, displayName: 'Somebody Else', password: PASSWORD })).toMatchObject({ __typename: 'LinkNotValid' });
      const [role] = asked.roles!;
      expect(await admin.get(END, { roleId: role!.id, key: key() })).toMatchObject({ __typename: 'Person', id: accountId });
    });

    test('can be withdrawn: the link is then worth nothing', async () => {
      await elsewhere();
      const asked = await admin.get<Result>(INVITE, { input: invitation({ email }) });
      const [role] = asked.roles!;
      const counselor = await as(await person('counselor', { partyId: COUNCIL }));
      expect(await counselor.get(END, { roleId: role!.id, key: key() })).toMatchObject({ __typename: 'NotAllowed' });
      expect(await admin.get(END, { roleId: role!.id, key: key() })).toMatchObject({ __typename: 'Person', id: asked.id, roles: [] });
      expect(await listed()).toEqual([]);
      expect(await app.client().get(ACCEPT, { token: tokenIn(await lastMail(email)), displayName: 'Real Name', password: PASSWORD })).toMatchObject({ __typename: 'LinkNotValid' });
    });

    test('that was never taken up signs in for the first time by either link', async () => {
      const input = invitation();
      await coordinator.get(INVITE, { input: { ...input, districtId: null, consortiumId: CONSORTIUM, role: 'FISCAL_AGENT', displayName: 'The Office' } });
      const asked = await admin.get<Result>(INVITE, { input: { ...input, idempotencyKey: key() } });
      expect(asked).toMatchObject({ displayName: 'New Colleague', status: 'INVITED' });
      const accepted = await app.client().get<Result>(ACCEPT, { token: tokenIn(await lastMail(input.email)), displayName: 'Nell', password: PASSWORD });
      expect(accepted).toMatchObject({ __typename: 'Viewer', displayName: 'Nell' });
      expect(accepted.roles!.map(({ role }) => role).sort()).toEqual(['COUNSELOR', 'FISCAL_AGENT']);
    });
  });

  test('to oneself is refused, and so is a second superintendent unless a superintendent asks', async () => {
    const district = await insertDistrict(db.owner, { id: id(next++), consortia: [CONSORTIUM] });
    const administrator = await person('district_administrator', { partyId: district });
    const client = await as(administrator);
    const to = (over: object) => client.get<Result>(INVITE, { input: invitation({ districtId: district, role: 'SUPERINTENDENT', ...over }) });
    for (const role of ['SUPERINTENDENT', 'TEACHER']) {
      expect(await to({ role, email: (await addressOf(administrator)).toUpperCase() })).toMatchObject({ __typename: 'NotAllowed', message: expect.stringContaining('their own account') });
    }
    expect(await to({})).toMatchObject({ __typename: 'Person' });
    expect(await to({})).toMatchObject({ __typename: 'NotAllowed', message: expect.stringContaining('Only a superintendent makes another') });
    const superintendent = await as(await person('superintendent', { partyId: district }));
    expect(await superintendent.get(INVITE, { input: invitation({ districtId: district, role: 'SUPERINTENDENT' }) })).toMatchObject({ __typename: 'Person' });
  });

  test('is sent twenty times an hour by one person, whatever the document looks like', async () => {
    const client = await as(await person('district_administrator', { partyId: COUNCIL }));
    const both = async (count: number) => {
      const inputs = Array.from({ length: count }, () => invitation());
      const { data } = await client.run<Record<string, Result>>(
        `mutation (${inputs.map((_, n) => `$i${n}: InvitePersonInput!`).join(', ')}) { ${inputs.map((_, n) => `m${n}: invitePerson(input: $i${n}) { ${BODY} }`).join(' ')} }`,
        Object.fromEntries(inputs.map((input, n) => [`i${n}`, input])),
      );
      return Object.values(data);
    };
    const answers = [...(await both(12)), ...(await both(12))];
    expect(answers.slice(0, 20).every(({ __typename }) => __typename === 'Person')).toBe(true);
    expect(answers.slice(20)).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ __typename: 'NotAllowed', message: expect.stringContaining('within an hour') })));
  });

  test.each([['a line break', 'Barnraise\n\nYour account is locked'], ['a separator', 'A\u2028B'], ['a paragraph', 'A\u2029B'], ['a turn of direction', 'A\u202Egnp'], ['a hidden space', 'A\u200BB'], ['a bell', 'A\u0007B']])('and a name hold no %s: they stand in mail', async (_, displayName) => {
    const refused = { __typename: 'InvalidInput', problems: [{ field: 'input.displayName', message: expect.stringContaining('single line') }] };
    expect(await admin.get(INVITE, { input: invitation({ displayName }) })).toMatchObject(refused);
    expect(await admin.get(`mutation ($displayName: String!) { updateProfile(input: { displayName: $displayName }) { ${BODY} } }`, { displayName })).toMatchObject(refused);
    expect(await app.client().get(ACCEPT, { token: 'x', displayName, password: 'seven quiet otters' })).toMatchObject(refused);
  });

  test('needs one place, and a role that belongs there', async () => {
    const problems = async (over: object) => (await admin.get<Result>(INVITE, { input: invitation(over) })).problems?.map(({ field }) => field);
    expect(await problems({ districtId: null })).toEqual(['input.districtId']);
    expect(await problems({ consortiumId: CONSORTIUM })).toEqual(['input.districtId']);
    expect(await problems({ role: 'COORDINATOR' })).toEqual(['input.role']);
    expect(await problems({ email: 'no address', displayName: ' ' })).toEqual(['input.email', 'input.displayName']);
    expect(await problems({ idempotencyKey: 'x' })).toEqual(['input.idempotencyKey']);
  });

  test('comes only from who answers for the place', async () => {
    const refused = { __typename: 'NotAllowed' };
    const [counselor, superintendent, teacherElsewhere] = [await person('counselor', { partyId: COUNCIL }), await person('superintendent', { partyId: COUNCIL }), await person('district_administrator', { partyId: CAMBRIDGE })];
    expect(await (await as(counselor)).get(INVITE, { input: invitation() })).toMatchObject(refused);
    expect(await (await as(superintendent)).get(INVITE, { input: invitation() })).toMatchObject({ __typename: 'Person' });
    expect(await (await as(teacherElsewhere)).get(INVITE, { input: invitation() })).toMatchObject(refused);
    expect(await coordinator.get(INVITE, { input: invitation() })).toMatchObject(refused);
    const toConsortium = { districtId: null, consortiumId: CONSORTIUM, role: 'FISCAL_AGENT' };
    expect(await coordinator.get(INVITE, { input: invitation(toConsortium) })).toMatchObject({ __typename: 'Person', roles: [{ role: 'FISCAL_AGENT', consortium: { id: CONSORTIUM } }] });
    expect(await admin.get(INVITE, { input: invitation(toConsortium) })).toMatchObject(refused);
    expect(await coordinator.get(INVITE, { input: invitation({ ...toConsortium, consortiumId: OTHER_CONSORTIUM }) })).toMatchObject(refused);
    expect(await app.client().get(INVITE, { input: invitation() })).toMatchObject({ __typename: 'NotAllowed', code: 'SIGN_IN_FIRST' });
  });

  test('leaves nothing behind when it is refused', async () => {
    const input = invitation({ districtId: CAMBRIDGE });
    expect(await admin.get(INVITE, { input })).toMatchObject({ __typename: 'NotAllowed' });
    expect((await db.owner.query('select from account where email = $1', [input.email])).rowCount).toBe(0);
  });
});

test('an invitation is too old after fourteen days, and can then be sent again', async () => {
  const other = await freshDatabase();
  const later = await testApp(other);
  try {
    await insertDistrict(other.owner, { id: COUNCIL });
    await insertPerson(other.owner, { id: id(50), roles: [{ role: 'district_administrator', partyId: COUNCIL }] });
    const token = async () => tokenIn((await other.owner.query<{ body: string }>('select body from mail order by id desc limit 1')).rows[0]);
    const input = invitation();
    const client = await later.client().signInAs(id(50));
    await client.get(INVITE, { input });
    const first = await token();
    await moveClock(other, 14 * 86_400_000 + 1000);
    const again = await later.client().signInAs(id(50));
    expect(await later.client().get(ACCEPT, { token: first, displayName: 'Late', password: 'seven quiet otters' })).toMatchObject({ __typename: 'LinkNotValid' });
    expect(await again.get(INVITE, { input: { ...input, idempotencyKey: key() } })).toMatchObject({ __typename: 'Person', status: 'INVITED' });
    expect(await token()).not.toBe(first);
    await moveClock(other, 13 * 86_400_000);
    expect(await later.client().get(ACCEPT, { token: await token(), displayName: 'In Time', password: 'seven quiet otters' })).toMatchObject({ __typename: 'Viewer' });
  } finally {
    await later.stop();
    await other.drop();
  }
});

describe('ending a role', () => {
  test('counts from the next request on, leaves the session, and answers with what is left', async () => {
    const roleId = id(next++);
    const accountId = await person('counselor', { partyId: COUNCIL }, roleId);
    const client = await as(accountId);
    const seen = '{ district(id: "' + COUNCIL + '") { id } me { roles { role } } }';
    expect((await client.run(seen)).data).toEqual({ district: { id: COUNCIL }, me: { roles: [{ role: 'COUNSELOR' }] } });
    const keyed = { roleId, key: key() };
    const ended = await admin.get<Result>(END, keyed);
    expect(ended).toMatchObject({ __typename: 'Person', id: accountId, roles: [] });
    expect((await client.run(seen)).data).toEqual({ district: null, me: { roles: [] } });
    expect(await admin.get(END, keyed)).toEqual(ended);
    expect(await admin.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'NotFound' });
  });

  test('is for who answers for the place', async () => {
    const roleId = id(next++);
    await person('teacher', { partyId: COUNCIL }, roleId);
    const counselor = await as(await person('counselor', { partyId: COUNCIL }));
    const neighbor = await as(await person('superintendent', { partyId: CAMBRIDGE }));
    expect(await counselor.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await neighbor.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'NotFound' });
    expect(await coordinator.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'NotFound' });
    expect(await admin.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'Person' });
  });

  test('of the last who can invite is refused, even by two at once', async () => {
    const district = await insertDistrict(db.owner, { id: id(next++), consortia: [CONSORTIUM] });
    const [one, two] = [id(next++), id(next++)];
    const [first, second] = [await as(await person('district_administrator', { partyId: district }, one)), await as(await person('superintendent', { partyId: district }, two))];
    await insertPerson(db.owner, { id: id(next++), status: 'invited', roles: [{ role: 'superintendent', partyId: district }] });
    // Both are let in while the roles are held, so that both have been found able to end the other's.
    const gate = await db.owner.connect();
    await gate.query('begin');
    await gate.query('select from role_assignment where party_id = $1 for update', [district]);
    const asked = Promise.all([first.get<Result>(END, { roleId: two, key: key() }), second.get<Result>(END, { roleId: one, key: key() })]);
    await until(async () => (await db.owner.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount === 2);
    await gate.query('rollback');
    gate.release();
    const answers = await asked;
    expect(answers.map((one) => one.__typename).sort()).toEqual(['NotAllowed', 'Person']);
    expect((await db.owner.query(`select from role_assignment r join account a on a.id = r.account_id and a.status = 'active' where party_id = $1 and ended_at is null`, [district])).rowCount).toBe(1);
    const survivor = answers[0]!.__typename === 'Person' ? first : second;
    const own = await survivor.get<{ roles: { id: string }[] }>('{ me { roles { id } } }');
    expect(await survivor.get(END, { roleId: own.roles[0]!.id, key: key() })).toMatchObject({ __typename: 'NotAllowed', message: expect.stringContaining('Invite another one first') });
  });

  test('of a consortium is not for a member district, behind the guards neither', async () => {
    const roleId = id(next++);
    await person('fiscal_agent', { consortiumId: CONSORTIUM }, roleId);
    // Who holds an office of the consortium is not even seen by a member: names reach it as contacts alone.
    expect(await admin.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'NotFound' });
    expect(await coordinator.get(END, { roleId, key: key() })).toMatchObject({ __typename: 'Person' });
  });
});

describe('people', () => {
  let district: string;
  let colleague: Client;
  beforeAll(async () => {
    district = await insertDistrict(db.owner, { id: id(900), name: 'Meadows Valley', consortia: [CONSORTIUM] });
    for (let n = 0; n < 12; n++) {
      await insertPerson(db.owner, { id: id(910 + n), name: `${'zyxwvutsrqpo'[n]}${n % 2 ? 'a' : 'A'} Person`, email: `p${n}@meadows.example`, roles: [{ role: 'teacher', partyId: district }, { role: 'counselor', partyId: district }] });
    }
    colleague = await as(id(910));
  });

  test('are listed by name, page by page, whole and without repeats', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: People = await colleague.get<People>(PEOPLE, { input: { districtId: district, first: 5, after } });
      seen.push(...page.nodes.map(({ displayName }) => displayName));
      expect(page.nodes[0]!.roles).toHaveLength(2);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(12);
    expect(seen).toEqual([...seen].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(new Set(seen).size).toBe(12);
  });

  test('are found by a part of name or address, taken literally', async () => {
    const found = async (search: string) => (await colleague.get<People>(PEOPLE, { input: { districtId: district, search } })).nodes.map(({ email }) => email);
    expect(await found('P3@MEADOWS')).toEqual(['p3@meadows.example']);
    expect(await found('zA per')).toEqual(['p0@meadows.example']);
    expect(await found('%')).toEqual([]);
    expect(await found('_')).toEqual([]);
  });

  test('cost the same number of statements for two and for twelve', async () => {
    const count = async (first: number) => {
      await db.owner.query('select pg_stat_statements_reset()');
      expect((await colleague.get<People>(PEOPLE, { input: { districtId: district, first } })).nodes).toHaveLength(first);
      const { rows: [row] } = await db.owner.query<{ n: number }>(
        `select sum(calls)::int as n from pg_stat_statements s join pg_roles r on r.oid = s.userid and r.rolname = 'barnraise_test_server' where toplevel and dbid = (select oid from pg_database where datname = current_database())`);
      return row!.n;
    };
    await count(3);
    const [two, twelve] = [await count(2), await count(12)];
    expect(twelve).toBe(two);
    expect(two).toBeGreaterThan(3);
  });

  test('of another place are not shown, nor those of the consortium to its members', async () => {
    for (const input of [{ districtId: COUNCIL }, { consortiumId: CONSORTIUM }, { districtId: FAR_AWAY }]) {
      expect((await colleague.run(PEOPLE, { input })).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_ALLOWED' });
    }
    expect((await coordinator.get<People>(PEOPLE, { input: { consortiumId: CONSORTIUM } })).nodes.map(({ roles }) => roles)).toEqual(expect.arrayContaining([[expect.objectContaining({ role: 'COORDINATOR' })]]));
  });

  test('are contacts to neighbors: name and roles, no address, nobody who is only invited', async () => {
    await insertPerson(db.owner, { id: id(930), status: 'invited', name: 'Not Yet', roles: [{ role: 'teacher', partyId: district }] });
    const { district: seen } = (await admin.run<{ district: { contacts: { displayName: string; roleWords: string }[] } }>(`{ district(id: "${district}") { contacts { displayName roleWords } } }`)).data;
    expect(seen.contacts).toHaveLength(12);
    expect(seen.contacts[0]!.roleWords).toBe('Counselor and teacher');
    const stranger = await as(await person('counselor', { partyId: FAR_AWAY }));
    expect((await stranger.run(`{ district(id: "${district}") { contacts { displayName } } }`)).data).toEqual({ district: null });
    const { consortium } = (await admin.run<{ consortium: { contacts: { roleWords: string }[] } }>(`{ consortium(id: "${CONSORTIUM}") { contacts { roleWords } } }`)).data;
    expect(consortium.contacts.map(({ roleWords }) => roleWords)).toContain('Coordinator');
  });

  test('change their own name', async () => {
    const UPDATE = 'mutation ($displayName: String!) { updateProfile(input: { displayName: $displayName }) { __typename ... on Viewer { displayName } ... on InvalidInput { problems { field } } } }';
    expect(await colleague.get(UPDATE, { displayName: '  Zoe Person ' })).toEqual({ __typename: 'Viewer', displayName: 'Zoe Person' });
    expect(await colleague.get('{ me { displayName } }')).toEqual({ displayName: 'Zoe Person' });
    expect(await colleague.get(UPDATE, { displayName: '   ' })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.displayName' }] });
  });
});
