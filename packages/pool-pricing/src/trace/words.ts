import { formatCents } from '@barnraise/money';
import { deliveryWords } from './delivery-words.js';
import { chargeWords, linesWords } from './lines-words.js';
import { told, type Telling } from './telling.js';
import { counted, digits, districts, exactMoney, listed, quantity, range, worth } from './text.js';
import type { ItemStep, LeftOutStep, NextStep, OpenStep, OrderStep, Step, StepBackStep, SumStep, Trace } from './trace.js';

/**
 * A trace in plain English, sentence by sentence in the order of the work: the one wording for
 * screens, papers and files. With `only`, what concerns that district and the pool as a whole:
 * no other district's limits, quantities or amounts are named.
 */
export function words(trace: Trace, only?: string): string[] {
  const name = (district: string): string => (Object.hasOwn(trace.names, district) ? trace.names[district]! : district);
  return trace.steps.flatMap((step) => stepWords(step, { trace, name, only }));
}

function stepWords(step: Step, telling: Telling): string[] {
  switch (step.kind) {
    case 'item':
      return [itemWords(step, telling.trace)];
    case 'step-back':
      return stepBackWords(step, telling);
    case 'range':
      if (step.districts === 0) return ['Nobody is committed to it.'];
      return [`${districts(step.districts)} ${step.districts === 1 ? 'wants' : 'want'} it: at least ${quantity(step.minimum, telling.trace)}, at most ${quantity(step.maximum, telling.trace)}.`];
    case 'open':
      return [openWords(step, telling.trace)];
    case 'left-out':
      return leftOutWords(step, telling);
    case 'order':
      return orderWords(step, telling.trace);
    case 'threshold':
      return [`That is below the threshold of ${quantity(step.threshold, telling.trace)}; even the maximums lack ${counted(step.missing, telling.trace.unit)}. Nothing is ordered unless the members decide so; this is what it would come to.`];
    case 'lines':
      return linesWords(step, telling);
    case 'charge':
      return chargeWords(step, telling);
    case 'sum':
      return sumWords(step, telling);
    case 'next':
      return [nextWords(step, telling.trace)];
    case 'delivery':
      return deliveryWords(step, telling);
  }
}

function itemWords(step: ItemStep, { unit, order }: Trace): string {
  const sizes = step.conversions.map(({ one, holds }) => `1 ${one} = ${counted(holds, unit)}`).join(', ');
  const cases = `${order.one === unit.one ? '' : `, ordered in whole ${order.many}`}${sizes === '' ? '' : ` (${sizes})`}`;
  const prices = step.tiers.map((tier, k) => (k === 0 && step.tiers.length === 1 ? `${formatCents(tier.priceCents)}` : `${formatCents(tier.priceCents)} from ${counted(tier.from, step.tiersIn)} on`));
  const hold = step.tiers.length === 1 ? '' : step.mode === 'all-units' ? '; the price reached holds for every unit' : '; each price holds for the units within its tier';
  return `${step.name}${step.specification === undefined ? '' : ` (${step.specification})`}${cases}. The contracted price per ${step.pricedPer.one}: ${listed(prices)}${hold}.`;
}

function stepBackWords(step: StepBackStep, { trace, name, only }: Telling): string[] {
  return told(step.rows, only).map((row) => {
    const price = exactMoney(worth(step.price, row.holds));
    return `With ${name(row.district)} the price would be ${price} per ${row.unit.one}. It pays at most ${formatCents(row.cents)}, so its ${range(row.minimum, row.maximum, trace.unit)} ${row.maximum === 1 ? 'does' : 'do'} not count and it is not bound.`;
  });
}

function openWords(step: OpenStep, trace: Trace): string {
  if (step.why === 'over-ceiling') return `The minimums pass the ceiling: whole ${trace.order.many} under it come to ${quantity(step.most, trace)}, and ${counted(step.minimum - step.most, trace.unit)} fewer must be asked for. Nothing is ordered.`;
  if (step.why === 'cases-open') return `No whole number of ${trace.order.many} lies between the minimums and the maximums, and too many districts and units are concerned to find whom to leave out. Nothing is ordered; wider limits would help.`;
  if (step.maximum > 0 && step.maximum < trace.order.holds) return `All maximums together do not fill one ${trace.order.one}: ${counted(trace.order.holds - step.maximum, trace.unit)} more would. Nothing is ordered.`;
  return 'Nothing is ordered.';
}

function leftOutWords(step: LeftOutStep, { trace, name, only }: Telling): string[] {
  const more = counted(trace.order.holds - (step.maximum % trace.order.holds), trace.unit);
  const head = `No whole number of ${trace.order.many} lies between ${digits(step.minimum)} and ${counted(step.maximum, trace.unit)}; ${more} more would fill the last one. Nobody is cut below its minimum: as many ${trace.order.many} as possible are ordered and as few units as possible are turned away.`;
  return [head, ...told(step.rows, only).map((row) => `${name(row.district)} is left out with its ${range(row.minimum, row.maximum, trace.unit)}.`)];
}

function orderWords(step: OrderStep, trace: Trace): string[] {
  const per = `${formatCents(step.priceCents)} per ${step.pricedPer.one}`;
  const bought = step.boughtUpFrom;
  const spare = step.units - step.taken;
  const why = step.aim === 'best-price' ? `the best price within reach, with no more units than it takes` : 'the least money in total';
  const order =
    bought === null
      ? spare === 0
        ? `${quantity(step.units, trace)} are ordered at ${per}: ${why}.`
        : `No whole number of ${trace.order.many} lies between everyone's limits, so the last one is opened for all: ${quantity(step.units, trace)} are ordered at ${per}.`
      : `${quantity(bought.units, trace)} would cost ${formatCents(bought.cents)}. ${quantity(step.units, trace)} cost ${formatCents(step.cents)}, which is less, so that many are ordered at ${per}.`;
  const rest = spare === 0 ? [] : [`Of these, ${counted(spare, trace.unit)} ${spare === 1 ? 'is' : 'are'} spare: nobody asked for ${spare === 1 ? 'it' : 'them'}, and the cost is shared by what each district takes.`];
  return [order, ...rest];
}

function sumWords(step: SumStep, { name, only }: Telling): string[] {
  const rows = told(step.rows, only).map((row) => {
    const charges = row.chargesCents === 0 ? '' : `${formatCents(row.goodsCents)} for goods and ${formatCents(row.chargesCents)} of charges, `;
    return `${name(row.district)} pays ${charges}${formatCents(row.cents)}${charges === '' ? '' : ' together'}.`;
  });
  return [...rows, `Everyone together: ${formatCents(step.totalCents)}.`];
}

function nextWords(step: NextStep, trace: Trace): string {
  const per = `${formatCents(step.priceCents)} per ${step.pricedPer.one}`;
  const saves = step.savesCents === null ? '' : ` and all that is ordered now costs ${formatCents(step.savesCents)} less together`;
  if (step.missing === 0) return `${quantity(step.from, trace)} at ${per} lie within reach.`;
  const more = trace.order.one === trace.unit.one ? '' : ` (${counted(step.missingCases, trace.order)})`;
  return `${counted(step.missing, trace.unit)} more${more}, ${quantity(step.from, trace)} in all, and the price is ${per}${saves}.`;
}
