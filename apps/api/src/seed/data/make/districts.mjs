/**
 * districts.json: the two demo consortia (invented) and their twelve districts (real).
 *
 *   node districts.mjs --schools=idaho_ccd_schools_2023.csv --leas=idaho_leas_2023.csv \
 *     --saipe=idaho_saipe_2023_district_poverty.json --out=../districts.json
 *
 * Numbers and identifiers come from the inputs. The tables below hold what the inputs lack or shout:
 * proper names, keys, the city and county of the district, and each district's time zone.
 */
import { readFileSync } from 'node:fs';
import { args, grade, numberOrNull, readCsv, writeJson } from './lib.mjs';

const { schools, leas, saipe, out } = args('schools', 'leas', 'saipe', 'out');

const MOUNTAIN = 'America/Boise';
const PACIFIC = 'America/Los_Angeles';

// Idaho north of the Salmon River keeps Pacific time; Riggins, on the river, keeps Mountain time.
const DISTRICTS = [
  ['1600840', 'council', 'Council School District 13', 'Council', 'Council', MOUNTAIN],
  ['1600570', 'cambridge', 'Cambridge Joint School District 432', 'Cambridge', 'Cambridge', MOUNTAIN],
  ['1602160', 'midvale', 'Midvale School District 433', 'Midvale', 'Midvale', MOUNTAIN],
  ['1602060', 'meadows-valley', 'Meadows Valley School District 11', 'Meadows Valley', 'New Meadows', MOUNTAIN],
  ['1600630', 'cascade', 'Cascade School District 422', 'Cascade', 'Cascade', MOUNTAIN],
  ['1602030', 'mccall-donnelly', 'McCall-Donnelly Joint School District 421', 'McCall-Donnelly', 'McCall', MOUNTAIN],
  ['1600139', 'mountain-view', 'Mountain View School District 244', 'Mountain View', 'Grangeville', PACIFIC],
  ['1600810', 'cottonwood', 'Cottonwood Joint School District 242', 'Cottonwood', 'Cottonwood', PACIFIC],
  ['1601440', 'highland', 'Highland Joint School District 305', 'Highland', 'Craigmont', PACIFIC],
  ['1601620', 'kamiah', 'Kamiah Joint School District 304', 'Kamiah', 'Kamiah', PACIFIC],
  ['1602400', 'nezperce', 'Nezperce Joint School District 302', 'Nezperce', 'Nezperce', PACIFIC],
  ['1600138', 'salmon-river', 'Salmon River Joint School District 243', 'Salmon River', 'Riggins', MOUNTAIN],
];

const COUNTIES = { 16003: 'Adams', 16049: 'Idaho', 16061: 'Lewis', 16085: 'Valley', 16087: 'Washington' };

const LOCALES = {
  11: 'City: Large', 12: 'City: Midsize', 13: 'City: Small',
  21: 'Suburb: Large', 22: 'Suburb: Midsize', 23: 'Suburb: Small',
  31: 'Town: Fringe', 32: 'Town: Distant', 33: 'Town: Remote',
  41: 'Rural: Fringe', 42: 'Rural: Distant', 43: 'Rural: Remote',
};

const LEVELS = { 0: 'prekindergarten', 1: 'elementary', 2: 'middle', 3: 'high', 4: 'other' };

// Where plain title case would read badly, or the official list cuts a word short.
const SCHOOL_NAMES = {
  160013900936: 'Clearwater Valley Jr/Sr High School',
  160013900946: 'Grangeville Elementary/Middle School',
  160013900961: 'Clearwater Valley Elementary School',
  160203000354: 'McCall-Donnelly High School',
  160203000356: 'Barbara R. Morgan Elementary School',
  160203000583: 'Donnelly Elementary School',
  160162000457: 'Kamiah Senior High School',
};

const CONSORTIA = [
  {
    key: 'seven-rivers',
    name: 'Seven Rivers Shared Schools',
    shortName: 'Seven Rivers',
    invented: true,
    about: 'Seven districts between the Weiser and the Salmon that share courses, teachers and purchasing.',
    timeZone: MOUNTAIN,
    fiscalAgentDistrict: 'mccall-donnelly',
    agreement: 'Seven Rivers Memorandum of Understanding',
    members: ['council', 'cambridge', 'midvale', 'meadows-valley', 'cascade', 'mccall-donnelly', 'mountain-view']
      .map((district) => ({ district, since: district === 'mountain-view' ? '2026-07-01' : '2025-07-01' })),
  },
  {
    key: 'camas-prairie',
    name: 'Camas Prairie Learning Exchange',
    shortName: 'Camas Prairie',
    invented: true,
    about: 'Six districts around the Camas Prairie that trade seats in each other’s courses.',
    timeZone: PACIFIC,
    fiscalAgentDistrict: 'mountain-view',
    agreement: 'Camas Prairie Exchange Agreement',
    members: ['mountain-view', 'cottonwood', 'highland', 'kamiah', 'nezperce', 'salmon-river']
      .map((district) => ({ district, since: '2025-08-01' })),
  },
];

function titleCase(shout) {
  return shout
    .toLowerCase()
    .replace(/(^|[\s/-])([a-z])/g, (_, before, letter) => before + letter.toUpperCase())
    .replace(/\bMccall\b/g, 'McCall')
    .replace(/\b(Jr|Sr)\b\.?/g, '$1');
}

const schoolRows = readCsv(schools);
const leaRows = new Map(readCsv(leas).map((r) => [r.leaid, r]));
const saipeRows = new Map(JSON.parse(readFileSync(saipe, 'utf8')).map((r) => [String(r.DistrictID), r]));

const districts = DISTRICTS.map(([leaid, key, name, shortName, city, timeZone]) => {
  const lea = leaRows.get(leaid);
  const poverty = saipeRows.get(leaid);
  return {
    key,
    leaid,
    stateLeaid: lea.state_leaid,
    districtNumber: name.match(/\d+$/)[0],
    name,
    shortName,
    nameInNces: lea.lea_name,
    city,
    state: 'ID',
    countyFips: lea.county_fips,
    county: COUNTIES[lea.county_fips],
    localeCode: lea.locale,
    locale: LOCALES[lea.locale],
    latitude: Number(lea.lat),
    longitude: Number(lea.lon),
    landAreaKm2: Number(lea.land_area_km2),
    timeZone,
    lowestGrade: grade(lea.lowest_grade),
    highestGrade: grade(lea.highest_grade),
    enrollment: Number(lea.enrollment),
    teachersFte: numberOrNull(lea.teachers_fte),
    saipe: {
      year: 2023,
      population: poverty.TotalPop,
      children5to17: poverty.NumChildren5to17,
      children5to17InPoverty: poverty.EstNumChildren5to17poverty,
      povertyPercent: poverty.EstPctChildren5to17poverty,
    },
    website: null,
    schools: schoolRows
      .filter((s) => s.leaid === leaid)
      .sort((a, b) => a.ncessch.localeCompare(b.ncessch))
      .map((s) => ({
        ncessch: s.ncessch,
        stateSchoolId: s.seasch,
        name: SCHOOL_NAMES[s.ncessch] ?? titleCase(s.school_name),
        nameInNces: s.school_name,
        level: LEVELS[s.school_level],
        lowestGrade: grade(s.lowest_grade_offered),
        highestGrade: grade(s.highest_grade_offered),
        localeCode: s.urban_centric_locale,
        locale: LOCALES[s.urban_centric_locale],
        latitude: Number(s.latitude),
        longitude: Number(s.longitude),
        enrollment: numberOrNull(s.enrollment),
        teachersFte: numberOrNull(s.teachers_fte),
        virtual: s.virtual !== '0',
        charter: s.charter === '1',
        alternative: s.school_type === '4',
        city: titleCase(s.city_location),
        zip: s.zip_location,
        timeZone,
      })),
  };
});

writeJson(out, {
  source: 'NCES Common Core of Data 2023-24 through the Urban Institute Education Data Portal; US Census SAIPE 2023',
  schoolYear: '2023-24',
  positionOfDistrict: 'mean of its schools, not the office',
  consortia: CONSORTIA,
  districts,
});
