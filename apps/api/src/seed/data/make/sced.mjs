/**
 * sced_v12.csv (the list as published, line ends made plain) and sced_areas.json.
 *
 *   node sced.mjs --sced=sced_v12.csv --out=..
 *
 * Version 12 prints no list of areas: names come from the list's own "<area>—Other" titles, except where
 * those differ from the area's published name (05, 24) or don't exist (23). Area 06 is no longer in use.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { args, readCsv, writeJson } from './lib.mjs';

const { sced, out } = args('sced', 'out');
const PUBLISHED = { '05': 'Visual and Performing Arts', 23: 'Nonsubject Specific', 24: 'World Languages' };

writeFileSync(`${out}/sced_v12.csv`, readFileSync(sced, 'utf8').replace(/\r\n/g, '\n'));
const rows = readCsv(sced);
const areas = [...new Set(rows.map((r) => r.subject_area))].sort().map((code) => {
  const other = rows.find((r) => r.sced_code === `${code}999`);
  return {
    code,
    name: PUBLISHED[code] ?? other.title.split('—')[0],
    courses: rows.filter((r) => r.subject_area === code).length,
  };
});
writeJson(`${out}/sced_areas.json`, { source: 'NCES School Courses for the Exchange of Data', version: '12', areas });
