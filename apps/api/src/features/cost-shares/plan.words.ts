import { limitWords, ruleWords, type SeatPlan } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { type RoundPlan, roundCostWords } from './round-plan.type.js';

/** How the cost is shared, in a few words for a card. */
export function costWords(plan: SeatPlan | RoundPlan): string {
  if ('schema' in plan) return roundCostWords(plan);
  switch (plan.method) {
    case 'fixed-price-per-seat':
      return `${formatCents(plan.priceCents)} per seat`;
    case 'cost-recovery-over-seats':
      return `${formatCents(plan.costCents)} over the seats${plan.notToExceedPerSeatCents === null ? '' : `, at most ${formatCents(plan.notToExceedPerSeatCents)} each`}`;
    case 'equally':
      return `${formatCents(plan.costCents)} shared equally`;
    case 'by-dated-count':
      return `${formatCents(plan.costCents)} shared by ${plan.measure.replaceAll('-', ' ')}`;
    case 'composed': {
      const [line, ...others] = plan.lines;
      const whole = formatCents(plan.lines.reduce((all, { amountCents }) => all + amountCents, 0));
      return line && others.length === 0 ? `${whole} shared ${ruleWords(line.rule)}` : `${whole} shared line by line`;
    }
  }
}

/** The plan as sentences a business manager would sign. */
export function costTerms(plan: SeatPlan, teachingName: string): string[] {
  switch (plan.method) {
    case 'fixed-price-per-seat':
      return [`Each seat costs the home district ${formatCents(plan.priceCents)}.`, `${teachingName} carries the empty seats.`];
    case 'cost-recovery-over-seats':
      return [
        `The section costs ${formatCents(plan.costCents)}, recovered over its seats.`,
        plan.hostSeatsCount ? `${teachingName}'s own seats carry a share like any other.` : `${teachingName}'s own seats carry no share.`,
        plan.emptySeatsCount ? `Empty seats count: ${teachingName} carries them.` : 'Empty seats don\'t count: the cost falls on the seats that are taken, so the more seats, the less each costs.',
        ...(plan.notToExceedPerSeatCents === null ? [] : [`No seat costs another district more than ${formatCents(plan.notToExceedPerSeatCents)}; ${teachingName} carries what is above.`]),
      ];
    case 'equally':
      return [`The section costs ${formatCents(plan.costCents)}, shared equally by the districts that have seats in it, ${teachingName} included.`, 'How many seats a district has makes no difference.'];
    case 'by-dated-count':
      return [`The section costs ${formatCents(plan.costCents)}, shared by the districts that have seats in it, ${teachingName} included, in proportion to their ${plan.measure.replaceAll('-', ' ')}.`];
    case 'composed':
      return [
        ...plan.lines.map((line) => `${line.name}: ${formatCents(line.amountCents)}, shared ${ruleWords(line.rule)} ${line.among === 'home-districts' ? 'by the home districts' : `by the districts that have seats, ${teachingName} included`}.`),
        ...(plan.limits === undefined ? [] : limitWords(plan.limits)),
      ];
  }
}

/** What a catalogue can sort and group by: the price of one seat, where the plan publishes one. */
export function publishedPriceCents(plan: SeatPlan): number | null {
  if (plan.method === 'fixed-price-per-seat') return plan.priceCents;
  return plan.method === 'cost-recovery-over-seats' ? plan.notToExceedPerSeatCents : null;
}
