import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isId } from '../../platform/ids/ids.js';
import { BookingReader } from './booking.reader.js';
import { type BookingGlance } from './booking.type.js';
import { asMapping, MappingReader } from './mapping.reader.js';
import { type CourseMapping } from './mapping.type.js';
import { asSection, fitWith, ownDistrict, type SectionFacts, SectionService, type TaughtBy } from './section.service.js';
import { type Fit, type Section } from './section.type.js';
import { WaitlistReader } from './waitlist.reader.js';
import { type WaitlistEntry } from './waitlist.type.js';

/** What a section shows to one home district beside its own terms. */
export interface SectionParts {
  readonly fit: Fit | null;
  readonly mapping: CourseMapping | null;
  readonly myBookings: BookingGlance[];
  readonly myPlace: WaitlistEntry | null;
}
export type Part = keyof SectionParts;

/** The parts that are asked for, each with the home district it is asked for. */
export type Wanted = ReadonlyMap<Part, string | null>;

const KEPT = 5_000;
const KNOWN = Symbol('parts that were read with the section');
type Known = { [P in Part]?: { readonly asked: string | null; readonly value: SectionParts[P] } };

/** A section and what a home district needs beside it: read together, whatever of it is asked for. */
@Injectable()
export class SectionPageReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sections: SectionService,
    private readonly mappings: MappingReader,
    private readonly bookings: BookingReader,
    private readonly waitlist: WaitlistReader,
  ) {}

  async section(principal: Principal, id: string, wanted: Wanted): Promise<Section | null> {
    const [facts, known] = await this.read(principal, id, wanted);
    return facts && Object.assign(asSection(facts, principal), { [KNOWN]: known });
  }

  /** A part as it was read with its section, or by itself where that was not foretold. */
  async part<P extends Part>(principal: Principal, section: Section, part: P, asked: string | null): Promise<SectionParts[P]> {
    const known = (section as Section & { [KNOWN]?: Known })[KNOWN]?.[part];
    if (known?.asked === asked) return known.value as SectionParts[P];
    const [, read] = await this.read(principal, section.id, new Map([[part, asked]]));
    return read[part]!.value as SectionParts[P];
  }

  /**
   * A page takes one exchange with the database, its transaction's beginning and end in the same packets. Only whose
   * calendar the fit is about may take a second one, the first time.
   */
  private async read(principal: Principal, id: string, wanted: Wanted): Promise<[SectionFacts | null, Known]> {
    const homeFor = (part: Part): string | null => (isId(id) && wanted.has(part) ? ownDistrict(principal, wanted.get(part)) : null);
    const [mappingHome, bookingsHome, fitHome, placeHome] = [homeFor('mapping'), homeFor('myBookings'), homeFor('fit'), homeFor('myPlace')];
    const before = fitHome ? this.taught.get(id) : undefined;
    const first = await this.together(principal, () => [
      this.sections.facts(id),
      mappingHome ? this.mappings.ofSection(id, mappingHome) : null,
      bookingsHome ? this.bookings.ofSection(id, bookingsHome) : [],
      fitHome && before && before.teaching_party_id !== fitHome ? this.sections.daysFor(before, fitHome) : null,
      placeHome ? this.waitlist.ofSection(id, placeHome) : null,
    ]);
    const [facts, mapping, myBookings, guessed, place] = first;
    let fit: Fit | null = null;
    if (facts) {
      const guessedRight = before !== undefined && sameTeaching(before, facts);
      if (!guessedRight) this.remember(facts);
      if (fitHome && facts.teaching_party_id !== fitHome) {
        fit = fitWith(facts, (guessedRight && guessed) || (await this.together(principal, () => [this.sections.daysFor(facts, fitHome)]))[0]);
      }
    }
    const values: SectionParts = { fit, mapping: facts && mapping && asMapping(mapping), myBookings: facts ? myBookings : [], myPlace: facts && place && this.waitlist.asEntry(place, principal) };
    return [facts, Object.fromEntries([...wanted].map(([part, asked]) => [part, { asked, value: values[part] }]))];
  }

  /** One transaction, asked in one go. */
  private together<T extends unknown[]>(principal: Principal, ask: () => [...T]): Promise<{ [I in keyof T]: Awaited<T[I]> }> {
    return this.uow.run(principal, (tx) => {
      const asked = Promise.all(ask());
      tx.last();
      return asked;
    });
  }

  /** Who taught a section when, as it was last read: a guess at what to ask along, checked against what is read. */
  private readonly taught = new Map<string, TaughtBy>();

  private remember(facts: SectionFacts): void {
    const { id, teaching_party_id, first_day, last_day } = facts;
    if (this.taught.size >= KEPT) this.taught.delete(this.taught.keys().next().value as string);
    this.taught.set(id, { teaching_party_id, first_day, last_day });
  }
}

const sameTeaching = (a: TaughtBy, b: TaughtBy): boolean => a.teaching_party_id === b.teaching_party_id && a.first_day === b.first_day && a.last_day === b.last_day;
