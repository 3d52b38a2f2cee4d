import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isId } from '../../platform/ids/ids.js';
import { BookingReader } from './booking.reader.js';
import { type Booking } from './booking.type.js';
import { MappingReader } from './mapping.reader.js';
import { type CourseMapping } from './mapping.type.js';
import { asSection, ownDistrict, type SectionFacts, SectionService } from './section.service.js';
import { type Fit, type Section } from './section.type.js';

/** What a section shows to one home district beside its own terms. */
export interface SectionParts {
  readonly fit: Fit | null;
  readonly mapping: CourseMapping | null;
  readonly myBookings: Booking[];
}
export type Part = keyof SectionParts;

/** The parts that are asked for, each with the home district it is asked for. */
export type Wanted = ReadonlyMap<Part, string | null>;

const KNOWN = Symbol('parts that were read with the section');
type Known = { [P in Part]?: { readonly asked: string | null; readonly value: SectionParts[P] } };

/** A section and what a home district needs beside it: one unit of work for a page, whatever of it is asked for. */
@Injectable()
export class SectionPageReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sections: SectionService,
    private readonly mappings: MappingReader,
    private readonly bookings: BookingReader,
  ) {}

  section(principal: Principal, id: string, wanted: Wanted): Promise<Section | null> {
    return this.uow.run(principal, async () => {
      const [facts, known] = await this.read(principal, id, wanted);
      return facts && Object.assign(asSection(facts, principal), { [KNOWN]: known });
    });
  }

  /** A part as it was read with its section, or by itself where that was not foretold. */
  async part<P extends Part>(principal: Principal, section: Section, part: P, asked: string | null): Promise<SectionParts[P]> {
    const known = (section as Section & { [KNOWN]?: Known })[KNOWN]?.[part];
    if (known?.asked === asked) return known.value as SectionParts[P];
    const [, read] = await this.uow.run(principal, () => this.read(principal, section.id, new Map([[part, asked]])));
    return read[part]!.value as SectionParts[P];
  }

  /** Two exchanges with the database: what the ids lead to, then what that leads to; the end of the transaction goes with the second. */
  private async read(principal: Principal, id: string, wanted: Wanted): Promise<[SectionFacts | null, Known]> {
    const homeFor = (part: Part): string | null => (isId(id) && wanted.has(part) ? ownDistrict(principal, wanted.get(part)) : null);
    const [mappingHome, bookingsHome, fitHome] = [homeFor('mapping'), homeFor('myBookings'), homeFor('fit')];
    const [facts, mappingRow, bookingRows] = await Promise.all([
      this.sections.facts(id),
      mappingHome ? this.mappings.ofSection(id, mappingHome) : null,
      bookingsHome ? this.bookings.rowsOfSection(id, bookingsHome) : [],
    ]);
    const reading = Promise.all([
      facts && fitHome && facts.teaching_party_id !== fitHome ? this.sections.fitOf(facts, fitHome) : null,
      facts && mappingRow ? this.mappings.asType(mappingRow) : null,
      facts ? this.bookings.asBookings(bookingRows) : [],
    ]);
    this.uow.tx.last();
    const [fit, mapping, myBookings] = await reading;
    const values: SectionParts = { fit, mapping, myBookings };
    return [facts, Object.fromEntries([...wanted].map(([part, asked]) => [part, { asked, value: values[part] }]))];
  }
}
