import { type Check, axe, axeButColors, colors, cutOff, fieldErrors, headings, sideways, tables, targets } from '../checks/page.js';
import { expect, PHONE, test } from '../stage/test.js';

/** A whole page around a piece, with nothing wrong in it. */
const around = (piece: string, { title = 'Inbox · Barnraise', style = '' } = {}) =>
  `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>${title}</title><style>body{margin:8px}${style}</style></head><body><main><h1>What needs me?</h1>${piece}</main></body></html>`;

const good = around(
  `<table><caption>Seats</caption><thead><tr><th scope="col">Course</th><th scope="col">Seats</th></tr></thead><tbody><tr><th scope="row">Physics</th><td>2</td></tr></tbody></table>
   <p>Words with <a href="#x">a link</a> in them.</p><h2>Next</h2>
   <label for="name">Name</label><input id="name" aria-invalid="true" aria-describedby="why" style="height:44px"><p id="why">Type a name</p>
   <button style="min-height:44px;min-width:44px">Go</button><label style="display:inline-flex;min-height:44px;align-items:center"><input type="checkbox"> Music and dance</label>`,
);

const row = (cells: string) => `<table><caption>Seats</caption><thead><tr><th scope="col">Course</th></tr></thead><tbody><tr>${cells}</tr></tbody></table>`;
const planted: { check: Check; name: string; piece: string; says: RegExp }[] = [
  { check: axe, name: 'a picture without words', piece: around('<img src="data:,">'), says: /image-alt/ },
  { check: axe, name: 'pale words', piece: around('<p style="color:#bbb;background:#fff">Seats left</p>'), says: /color-contrast/ },
  { check: colors, name: 'pale words in the dark', piece: around('<p style="color:#444;background:#111">Seats left</p>'), says: /color-contrast/ },
  { check: axe, name: 'a field without a label', piece: around('<input>'), says: /label/ },
  { check: axeButColors, name: 'a field without a label, at another width', piece: around('<input>'), says: /label/ },
  { check: tables, name: 'a table without a caption', piece: around('<table><thead><tr><th scope="col">Course</th></tr></thead><tbody><tr><th scope="row">Physics</th></tr></tbody></table>'), says: /no caption/ },
  { check: tables, name: 'a caption with nothing in it', piece: around('<table><caption> </caption><thead><tr><th scope="col">Course</th></tr></thead></table>'), says: /no caption/ },
  { check: tables, name: 'a header cell without scope', piece: around(row('<th>Physics</th>')), says: /without scope/ },
  { check: tables, name: 'a row that nothing names', piece: around(row('<td>Physics</td>')), says: /without its header cell/ },
  { check: tables, name: 'columns that nothing names', piece: around('<table><caption>Seats</caption><tbody><tr><th scope="row">Physics</th><td>2</td></tr></tbody></table>'), says: /no column header/ },
  { check: tables, name: 'an empty header cell', piece: around('<table><caption>Seats</caption><thead><tr><th scope="col">Course</th><th scope="col"></th></tr></thead></table>'), says: /empty header cell/ },
  { check: headings, name: 'a window without a title of its own', piece: around('', { title: 'Barnraise' }), says: /title is "Barnraise"/ },
  { check: headings, name: 'two first headings', piece: around('<h1>And this?</h1>'), says: /2 first headings/ },
  { check: headings, name: 'a level left out', piece: around('<h3>Far below</h3>'), says: /h3 right after h1/ },
  { check: sideways, name: 'a line that leaves a phone', piece: around('<div style="width:600px">wide</div>'), says: /px wide on a screen of 390 px/ },
  { check: cutOff, name: 'a rail longer than the window', piece: around('<nav style="position:fixed;inset:0 auto 0 0"><div style="height:1200px"></div><a href="#x">Out</a></nav>'), says: /does not move.*Out/ },
  { check: targets, name: 'a small button', piece: around('<button style="width:80px;height:30px">Go</button>'), says: /80 x 30 px/ },
  { check: targets, name: 'a small link that stands alone', piece: around('<a href="#x" style="display:inline-block;height:20px">Go</a>'), says: /20 px/ },
  { check: targets, name: 'a tick with small words', piece: around('<label><input type="checkbox"> A</label>'), says: /checkbox/ },
  { check: fieldErrors, name: 'a problem that hangs in the air', piece: around('<input aria-label="Name" aria-invalid="true"><p>Type a name</p>'), says: /not tied/ },
  { check: fieldErrors, name: 'a problem tied to nothing', piece: around('<input name="seats" aria-label="Seats" aria-invalid="true" aria-describedby="gone">'), says: /seats is not tied/ },
];

test('a good page passes every check', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.setContent(good);
  for (const check of [axe, colors, tables, headings, sideways, cutOff, targets, fieldErrors]) expect(await check(page)).toEqual([]);
});

test('each check objects to what it is there for', async ({ page }) => {
  await page.setViewportSize(PHONE);
  for (const { check, name, piece, says } of planted) {
    await page.setContent(piece);
    expect((await check(page)).join('\n'), name).toMatch(says);
  }
});

test('what a page complains about is heard', async ({ browser }) => {
  const { listen } = await import('../stage/test.js');
  const heard: string[] = [];
  const context = await browser.newContext();
  listen(context, heard);
  const page = await context.newPage();
  await page.setContent('<meta http-equiv="content-security-policy" content="script-src \'none\'"><p>quiet</p>');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.planted = true';
    document.head.append(script);
    console.error('planted error');
    setTimeout(() => {
      throw new Error('planted exception');
    });
  });
  for (const line of [/content security policy/i, /planted error/, /planted exception/]) await expect.poll(() => heard.join('\n')).toMatch(line);
  await context.close();
});
