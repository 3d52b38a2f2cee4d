import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareContenders, type SeenResult, type StudyDraft, studyOf } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { coordinator, district, insertNeighborhood, insertPolicy, west } from '../../../test/factories/neighborhood.js';
import { draftOf, LabDesk, type StudyAnswer } from '../../../test/lab.js';

let db: TestDatabase;
let app: TestApp;
let author: LabDesk;
let neighbor: LabDesk;
let cora: LabDesk;
let stranger: LabDesk;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [author, neighbor, cora, stranger] = await Promise.all([LabDesk.of(app, 'cambridge'), LabDesk.of(app, 'council'), LabDesk.as(app, coordinator), LabDesk.of(app, 'kamiah')]);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

async function paper(desk: LabDesk | null, id: string): Promise<Response> {
  const cookie = desk ? { cookie: [...desk.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {};
  return fetch(`${app.url}/cost-studies/${id}/board.pdf`, { headers: { accept: 'text/html', ...cookie } as Record<string, string> });
}

interface Node { readonly role?: string; readonly alt?: string; readonly children?: Node[]; readonly type?: string; readonly id?: string }
interface Read { readonly bytes: Buffer; readonly document: PDFDocumentProxy; readonly text: string; readonly tree: Node[] }

async function read(response: Response): Promise<Read> {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const bytes = Buffer.from(await response.arrayBuffer());
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const tree: Node[] = [];
  let text = '';
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    tree.push((await page.getStructTree()) as Node);
    text += `${(await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')} `;
  }
  return { bytes, document, text: text.replaceAll(/\s+/g, ' '), tree };
}
const all = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...all(node.children ?? [])]);
const roles = (nodes: readonly Node[]): Record<string, number> => all(nodes).reduce<Record<string, number>>((found, { role }) => (role ? { ...found, [role]: (found[role] ?? 0) + 1 } : found), {});

async function shared(policy: string, day: number): Promise<StudyAnswer> {
  await insertPolicy(db.owner, { consortiumId: west }, 'lab.othersStanding', policy, `2026-08-0${day}`);
  const study = await author.create(draftOf(), `A "${policy}" study: Łódź & José`);
  await author.share(study.id, 'COORDINATOR');
  return cora.share(study.id, 'MEMBERS');
}

describe('the paper for a board', () => {
  test('is tagged, titled, in a language, with table headings, words for its chart and its own fonts', async () => {
    const study = await author.create(draftOf(), 'A shared director: Łódź & José');
    const { document, bytes, tree, text } = await read(await paper(author, study.id));
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const { info, metadata } = (await document.getMetadata()) as unknown as { info: Record<string, unknown>; metadata: { get(name: string): unknown; getRaw(): string } | null };
    expect(info).toMatchObject({ Title: 'A shared director: Łódź & José', Author: 'Cambridge business manager, Cambridge', Language: 'en-US' });
    expect(metadata!.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect((await document.getViewerPreferences())).toMatchObject({ DisplayDocTitle: true });
    const found = roles(tree);
    expect(found['H1']).toBe(1);
    expect(found['H2']).toBe(6);
    expect(found['Table']).toBe(found['Caption']);
    expect(found['Figure']).toBe(1);
    // Lines: 3 headings, 2 rows and sums; each way: 6 headings, 3 rows and sums.
    expect(found['TH']).toBe(3 + 3 + 3 * (6 + 4));
    expect(found['TD']).toBe(3 * 2 + 3 * 4 * 5);
    expect(bytes.toString('latin1').match(/\/Scope \/(Column|Row)/g)).toHaveLength(found['TH']!);
    const figure = all(tree).find(({ role }) => role === 'Figure')!;
    expect(figure.alt).toContain('By students: Council');
    const descriptors = bytes.toString('latin1').match(/\/Type \/FontDescriptor[^>]*/g) ?? [];
    expect(descriptors.length).toBeGreaterThan(1);
    for (const descriptor of descriptors) expect(descriptor).toMatch(/\/FontFile[23] /);
    expect(bytes.toString('latin1')).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
    expect(text).toContain('Łódź & José');
  });

  test('holds the amounts of the comparison, to the cent', async () => {
    const study = await shared('named', 1);
    await neighbor.enter(study.id, 'council', 31_415_92, { source: 'Offer of a contractor' });
    const now = (await neighbor.study(study.id))!;
    const results = compareContenders(studyOf(JSON.parse(now.draft!) as StudyDraft, JSON.parse(now.frozenDirectory!) as never, { [district('council')]: { cents: 31_415_92, source: 'x', confidence: 'quote' } }));
    const { text, tree } = await read(await paper(neighbor, study.id));
    const { alt } = all(tree).find(({ role }) => role === 'Figure')!;
    for (const result of results) {
      if (!result.ok) throw new Error(result.refusal.message);
      for (const row of result.standings) {
        const cells = [row.cents, row.perStudentCents, row.savingCents === null ? null : Math.abs(row.savingCents), row.changeCents === null ? null : Math.abs(row.changeCents)];
        for (const cents of cells) if (cents !== null) expect(text).toContain(formatCents(cents));
        expect(alt).toContain(`${row.name} ${formatCents(row.cents)}`);
      }
      expect(text).toContain(formatCents(result.totalCents));
    }
    expect(text).toContain('Offer of a contractor');
  });

  test('shows a member of a hidden study its own standing, and nothing of the others', async () => {
    const study = await shared('hidden', 2);
    await neighbor.enter(study.id, 'council', 31_415_92);
    const colleague = await LabDesk.of(app, 'cambridge', 'registrar');
    const { text, tree, bytes } = await read(await paper(colleague, study.id));
    const seen = JSON.parse((await colleague.study(study.id))!.standings[0]!.results) as Extract<SeenResult, { ok: true }>[];
    for (const result of seen) for (const row of result.standings) expect(text).toContain(formatCents(row.cents));
    for (const secret of ['Council', 'Grangeville', 'Mileage', 'Salary', '31,415.92']) {
      expect(text).not.toContain(secret);
      expect(JSON.stringify(tree)).not.toContain(secret);
      expect(bytes.toString('latin1')).not.toContain(secret);
    }
  });

  test('is not there for those who may not see the study', async () => {
    const draft = await author.create();
    const study = await shared('hidden', 3);
    for (const [desk, id] of [[neighbor, draft.id], [cora, draft.id], [stranger, study.id], [null, study.id], [author, 'nonsense'], [author, district('council')]] as const) {
      const response = await paper(desk, id);
      expect([response.status, await response.json()]).toEqual([404, { error: 'There is nothing at this address.' }]);
    }
  });

  test('of many districts goes over several pages, with headings on each', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ key: `guest-${n}`, name: `Guest district number ${n}`, counts: [{ member: `guest-${n}`, year: '2025-26', countedOn: '2025-10-01', source: 'Invented', parts: [{ school: 's', name: 'School', students: 100 + n, virtual: false }] }] })).slice(0, 5);
    const items = Array.from({ length: 20 }, (_, n) => ({ id: `i${n}`, name: `Line ${n} with a name that is long enough to need a second row in its cell of the table`, amountCents: 1_000_00 + n }));
    const study = await author.create(draftOf({ guests: many, items, lastYearCents: {} }), 'Long');
    const { document, tree } = await read(await paper(author, study.id));
    expect(document.numPages).toBeGreaterThan(2);
    expect(roles(tree)['H1']).toBe(1);
  });
});
