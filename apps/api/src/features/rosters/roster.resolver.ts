import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { DisclosureService } from './disclosure.service.js';
import { FacilitatorService } from './facilitator.service.js';
import { DisclosuresInput, NameFacilitatorInput, OpenNamesInput, PlaceStudentsInput, RosterFileInput } from './roster.input.js';
import { RosterService } from './roster.service.js';
import { DisclosureReport, OpenNamesResult } from './disclosure.type.js';
import { ClassRoster, NameFacilitatorResult, PlaceStudentsResult, Roster, RosterFile, SiteFacilitator } from './roster.type.js';

@Resolver()
export class RosterResolver {
  constructor(
    private readonly rosters: RosterService,
    private readonly names: DisclosureService,
    private readonly facilitators: FacilitatorService,
  ) {}

  @Allow()
  @Query(() => Roster, { nullable: true, description: 'The seats of a booking of either side, without names; null when it is neither.' })
  roster(@Who() who: Principal, @Args('bookingId', { type: () => ID }) bookingId: string): Promise<Roster | null> {
    return this.rosters.roster(who, bookingId);
  }

  @Allow()
  @Query(() => ClassRoster, { nullable: true, description: 'A class of my own district across all that have seats in it, without names; null for the class of another.' })
  classRoster(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string): Promise<ClassRoster | null> {
    return this.rosters.classRoster(who, sectionId);
  }

  @Allow('counselor', 'registrar')
  @Query(() => RosterFile, { nullable: true, description: 'What a roster from a spreadsheet says, row by row, before anything is stored; null for students who are not mine to place.' })
  rosterFile(@Who() who: Principal, @Args('input') input: RosterFileInput): Promise<RosterFile | null> {
    return this.rosters.readFile(who, input);
  }

  @Allow('counselor', 'registrar')
  @Mutation(() => PlaceStudentsResult, { description: 'Say who sits in which seat, or empty seats: all of it, or nothing.' })
  placeStudents(@Who() who: Principal, @Args('input') input: PlaceStudentsInput): Promise<object> {
    return this.rosters.place(who, input);
  }

  @Allow()
  @Mutation(() => OpenNamesResult, { description: 'Open the names I may know: who, when, by what right and what for is written down first.' })
  openNames(@Who() who: Principal, @Args('input') input: OpenNamesInput): Promise<object> {
    return this.names.open(who, input);
  }

  @Allow('registrar')
  @Query(() => DisclosureReport, { description: 'Every time the name of one student of my district was opened; empty for a student who is not ours.' })
  disclosures(@Who() who: Principal, @Args('input') input: DisclosuresInput): Promise<DisclosureReport> {
    return this.names.report(who, input);
  }

  @Allow()
  @Query(() => [SiteFacilitator], { description: 'The schools of my district and who looks after students there who learn from elsewhere; empty for another district.' })
  siteFacilitators(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<SiteFacilitator[]> {
    return this.facilitators.list(who, districtId);
  }

  @Allow('registrar', 'counselor', 'district_administrator')
  @Mutation(() => NameFacilitatorResult, { description: 'Name the facilitator of a school of my district, or nobody any more.' })
  nameFacilitator(@Who() who: Principal, @Args('input') input: NameFacilitatorInput): Promise<object> {
    return this.facilitators.name(who, input);
  }
}
