/**
 * counts.json: dated fall membership per district, each with its composition by school.
 *
 *   node counts.mjs --schools=idaho_ccd_schools_2023.csv --districts=../districts.json --out=../counts.json
 *
 * 2023-24 is NCES. The years before and after are invented: each school moves by up to 4 percent,
 * decided by its identifier alone, so the script always writes the same file.
 */
import { readFileSync } from 'node:fs';
import { args, grade, numberOrNull, readCsv, writeJson } from './lib.mjs';

const given = args('schools', 'districts', 'out');
const { districts } = JSON.parse(readFileSync(given.districts, 'utf8'));
const REAL = 'NCES CCD 2023-24';
const INVENTED = 'invented for the demo';

function moved(ncessch, students, salt) {
  let hash = salt;
  for (const c of ncessch) hash = (hash * 31 + c.charCodeAt(0)) % 104_729;
  const percent = (hash % 81) / 10 - 4;
  return Math.max(1, Math.round(students * (1 + percent / 100)));
}

// NCES counts "on or about October 1": the school day nearest to it is written here.
const YEARS = [
  { schoolYear: '2022-23', countDate: '2022-10-03', source: INVENTED, of: (s) => moved(s.ncessch, s.enrollment, 17) },
  { schoolYear: '2023-24', countDate: '2023-10-02', source: REAL, of: (s) => s.enrollment },
  { schoolYear: '2024-25', countDate: '2024-10-01', source: INVENTED, of: (s) => moved(s.ncessch, s.enrollment, 71) },
];

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const counts = districts.flatMap((d) => YEARS.map((y) => {
  const composition = d.schools.map((s) => ({ ncessch: s.ncessch, students: y.of(s) }));
  return {
    district: d.key,
    leaid: d.leaid,
    measure: 'fall-membership',
    schoolYear: y.schoolYear,
    countDate: y.countDate,
    students: sum(composition.map((c) => c.students)),
    source: y.source,
    composition,
  };
}));

// No member: kept because one virtual school outweighs the rest of the district eight to one.
const oneida = readCsv(given.schools).filter((s) => s.leaid === '1602490').sort((a, b) => a.ncessch.localeCompare(b.ncessch));
const NAMES = {
  160249000432: 'Malad Elementary School',
  160249000433: 'Malad Senior High School',
  160249000434: 'Stone Elementary School',
  160249000629: 'Malad Middle School',
  160249001094: 'Idaho Home Learning Academy',
};

writeJson(given.out, {
  measures: [{
    key: 'fall-membership',
    name: 'Fall membership',
    definition: 'Students enrolled on or about October 1; pre-kindergarten included where the school reports it.',
  }],
  counts,
  outsider: {
    leaid: '1602490',
    stateLeaid: 'ID-351',
    name: 'Oneida County School District 351',
    measure: 'fall-membership',
    schoolYear: '2023-24',
    countDate: '2023-10-02',
    students: sum(oneida.map((s) => Number(s.enrollment))),
    source: REAL,
    composition: oneida.map((s) => ({
      ncessch: s.ncessch,
      name: NAMES[s.ncessch],
      lowestGrade: grade(s.lowest_grade_offered),
      highestGrade: grade(s.highest_grade_offered),
      virtual: s.virtual !== '0',
      teachersFte: numberOrNull(s.teachers_fte),
      students: Number(s.enrollment),
    })),
  },
});
