import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBinaries, reachableCopy } from '../src/binaries.js';

describe('the copy of the binaries that every account can reach', () => {
  let folder = '';
  let native = '';
  let parent = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'barnraise-binaries-'));
    native = path.join(folder, 'private/native');
    parent = path.join(folder, 'var-tmp');
    mkdirSync(path.join(native, 'bin'), { recursive: true, mode: 0o700 });
    mkdirSync(path.join(native, 'lib'), { mode: 0o700 });
    mkdirSync(parent);
    writeFileSync(path.join(native, 'bin/postgres'), 'a program', { mode: 0o700 });
    writeFileSync(path.join(native, 'lib/libpq.so.5.18'), 'a library', { mode: 0o600 });
    symlinkSync('libpq.so.5.18', path.join(native, 'lib/libpq.so.5'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, and opened to all', () => {
    const copy = reachableCopy(native, parent);
    const mode = (file: string): string => (statSync(path.join(copy, file)).mode & 0o777).toString(8);
    expect([mode('.'), mode('bin'), mode('bin/postgres'), mode('lib/libpq.so.5')]).toEqual(['755', '755', '755', '644']);
    const made = statSync(copy).ino;
    expect(reachableCopy(native, parent)).toBe(copy);
    expect(statSync(copy).ino).toBe(made);
  });

  it('is made again when a sweep of old files took a part of it', () => {
    const copy = reachableCopy(native, parent);
    rmSync(path.join(copy, 'lib/libpq.so.5.18'));
    expect(reachableCopy(native, parent)).toBe(copy);
    expect(readFileSync(path.join(copy, 'lib/libpq.so.5'), 'utf8')).toBe('a library');
  });

  it('has another name when the content is another', () => {
    const copy = reachableCopy(native, parent);
    writeFileSync(path.join(native, 'bin/postgres'), 'b program');
    expect(reachableCopy(native, parent)).not.toBe(copy);
  });

  it.each(['a folder that others may write to', 'a link to a folder'])('is never %s, put there for us to run', (trick) => {
    const copy = reachableCopy(native, parent);
    const planted = path.join(folder, 'planted');
    rmSync(copy, { recursive: true });
    const put = trick.startsWith('a link') ? planted : copy;
    mkdirSync(path.join(put, 'bin'), { recursive: true });
    writeFileSync(path.join(put, 'bin/postgres'), 'a plant');
    if (put === planted) symlinkSync(planted, copy);
    else chmodSync(copy, 0o777);
    const used = reachableCopy(native, parent);
    expect(used).not.toBe(copy);
    expect(readFileSync(path.join(used, 'bin/postgres'), 'utf8')).toBe('a program');
  });
});

describe('binaries of your own', () => {
  it('must be there and run', () => {
    expect(() => findBinaries(null, '/no/such/place')).toThrow(/No PostgreSQL that runs on this machine in \/no\/such\/place/);
  });

  const debian = readdirSync('/usr/lib').includes('postgresql') ? readdirSync('/usr/lib/postgresql')[0] : undefined;
  (debian ? it : it.skip)('are taken from their folder or from the one above', () => {
    const found = findBinaries(null, `/usr/lib/postgresql/${debian}`);
    expect(found).toEqual(findBinaries(null, `/usr/lib/postgresql/${debian}/bin`));
    expect(found.major).toBe(Number(debian));
  });
});
