import { add, exact, halfUp, multiply, toText } from '@barnraise/money';
import { answer, refuse, type Outcome } from '../refusal.js';
import type { CostLine, Count, Weight } from './plan.js';
import { own, readCost, readRecord, readText, readWeight } from './read.js';

/** Trips to a district: how many, how many times the way each, how far, and what a mile pays. */
export interface Trips {
  trips: number;
  waysPerTrip: number;
  milesPerWay: Weight;
}

/** A person several districts share. Their agreement says which of the two ways of travel it means; the results differ. */
export interface SharedPerson {
  id: string;
  name: string;
  payCents: number;
  /** "minutes" or "FTE", with the count of each district. */
  measure: string;
  work: Record<string, Count>;
  travel?:
    | { borneBy: 'receiver'; centsPerMile: Weight; to: Record<string, Trips> }
    /** Travel is paid time: added to the count of the district traveled to, in the same unit. */
    | { borneBy: 'weight'; added: Record<string, Weight> };
}

/** The cost lines of a shared person: the pay by work (and travel time), and mileage to whom the person travels, half-up per district. */
export function sharedPersonLines(person: SharedPerson): Outcome<{ lines: CostLine[] }> {
  return answer(() => {
    const name = readText(person.name, 'The name of the line');
    const payCents = readCost(person.payCents, `The pay of ${name}`, name);
    const work = readRecord(person.work, `The work of ${name}`) as Record<string, Count>;
    const among = Object.keys(work).sort();
    const counts = person.travel?.borneBy === 'weight' ? withTravel(work, person.travel.added, name) : work;
    const pay: CostLine = { id: person.id, name, amountCents: payCents, among, rule: { by: 'share-of', driver: { measure: person.measure, counts } } };
    if (person.travel?.borneBy !== 'receiver') return { lines: [pay] };
    const { to, centsPerMile } = person.travel;
    const rate = readWeight(centsPerMile, `The mileage rate of ${name}`, name);
    const amounts = Object.entries(readRecord(to, `The trips of ${name}`)).map(([member, value]): [string, number] => {
      if (!among.includes(member)) return refuse('plan-malformed', `${name} travels to ${member}, which has no part in the work.`, { member }, name);
      const trips = readRecord(value, `The trips to ${member}`);
      const factors = ['trips', 'waysPerTrip', 'milesPerWay'].map((field) => readWeight(trips[field], `The ${field} to ${member}`, name));
      return [member, halfUp(factors.reduce(multiply, rate))];
    });
    return { lines: [pay, { id: `${person.id}-travel`, name: `${name}: travel`, among, rule: { by: 'named-amounts', amounts: Object.fromEntries(amounts) } }] };
  });
}

function withTravel(work: Record<string, Count>, added: Record<string, Weight>, name: string): Record<string, Count> {
  const stranger = Object.keys(readRecord(added, `The travel of ${name}`)).find((member) => !Object.hasOwn(work, member));
  if (stranger !== undefined) return refuse('plan-malformed', `${name} travels to ${stranger}, which has no part in the work.`, { member: stranger }, name);
  return Object.fromEntries(Object.entries(work).map(([member, count]) => {
    const extra = own(added, member);
    const travel = extra === undefined ? exact(0) : readWeight(extra, `The travel to ${member}`, name);
    return [member, { ...count, value: toText(add(readWeight(count.value, `The work for ${member}`, name), travel)) }];
  }));
}
