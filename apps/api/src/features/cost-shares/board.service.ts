import { Injectable } from '@nestjs/common';
import { compareContenders, type ContenderResult, type Directory, type SeenResult, type Study, studyOf } from '@barnraise/cost-sharing';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Downloads, type Download } from '../../platform/files/downloads.js';
import { Paper } from '../../platform/files/paper.js';
import { isId } from '../../platform/ids/ids.js';
import { DistrictService } from '../districts/index.js';
import { standingReport, wholeReport } from './board.rules.js';
import { type Section } from './board.type.js';
import { aloneOf, CostStudyReader, frozenAloneOf, type StudyRow } from './cost-study.reader.js';
import { directoryOf } from './cost-study.rules.js';
import { type CostStudy } from './cost-study.type.js';

interface Found { readonly study: CostStudy; readonly row: StudyRow; readonly directory: Directory; readonly at: Date }

/** A study as a paper for a board: what the reader may see of it, and nothing else. */
@Injectable()
export class BoardService {
  constructor(
    downloads: Downloads,
    private readonly uow: UnitOfWork,
    private readonly districts: DistrictService,
    private readonly reader: CostStudyReader,
  ) {
    downloads.offer('/cost-studies/:id/board.pdf', (principal, { id }) => this.pdf(principal, id ?? ''));
  }

  async pdf(principal: Principal, id: string): Promise<Download | null> {
    const found = isId(id) ? await this.find(principal, id) : null;
    if (!found) return null;
    const { study, at } = found;
    const paper = await Paper.begin({ title: study.title, author: `${study.authorName}, ${study.authorFor}`, subject: `Cost study for ${study.consortium.name}`, at });
    paper.heading(1, study.title);
    paper.text(`A cost study for ${study.consortium.name} by ${study.authorName}, ${study.authorFor}. Printed ${dayOf(at)}${study.sharedAt ? `, shared ${dayOf(study.sharedAt)}` : ', a draft that was not shared'}.`);
    for (const section of await sectionsOf(found)) {
      await others();
      paper.heading(2, section.heading);
      paper.text(...section.text);
      if (section.bars && section.bars.groups.length > 0) paper.bars(section.bars);
      for (const table of section.tables) paper.table(table);
    }
    return { name: `${study.title}.pdf`, mediaType: 'application/pdf', body: await paper.end() };
  }

  private find(principal: Principal, id: string): Promise<Found | null> {
    return this.uow.run(principal, async (tx) => {
      const [study, row, at] = await Promise.all([this.reader.one(id), this.reader.row(id), tx.now()]);
      if (!study || !row) return null;
      const directory = row.directory ?? directoryOf(await this.districts.membersOf(row.consortium_id), await this.districts.yearsOf(row.consortium_id, null));
      return { study, row, directory, at };
    });
  }
}

/** Worked out once everything is read: no connection waits for arithmetic. */
async function sectionsOf({ study, row, directory }: Found): Promise<Section[]> {
  if (!row.draft) return standingReport(study.standings.map(({ district, results }) => ({ name: district.shortName, seen: JSON.parse(results) as SeenResult[] })));
  const worked = studyOf(row.draft, directory, aloneOf(row), frozenAloneOf(row) ?? undefined);
  return wholeReport(study, row.draft, worked, await workOut(worked));
}

async function workOut(study: Study): Promise<ContenderResult[]> {
  const results: ContenderResult[] = [];
  for (const contender of study.contenders) {
    await others();
    results.push(...compareContenders({ ...study, contenders: [contender] }));
  }
  return results;
}

/** A paper takes a while: between its parts others have their turn. */
const others = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A consortium has no zone of its own: days on a paper are of UTC. */
const dayOf = (at: Date): string => at.toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
