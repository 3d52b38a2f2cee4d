import { type OrderPaper, replacesWords } from './order-paper.words.js';

const NAMES = 'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"';
/** Units by UN/ECE recommendation 20, packages by 21; any other is agreed between the two sides, and named in a note. */
const CODES: Readonly<Record<string, string>> = {
  each: 'EA', device: 'EA', piece: 'EA', unit: 'EA', ream: 'RM', case: 'XCS', carton: 'XCT', box: 'XBX', pack: 'XPK', bag: 'XBG', pail: 'XPL', jug: 'XJG', drum: 'XDR', pallet: 'XPX', dozen: 'DZN', gallon: 'GLL', pound: 'LBR', pair: 'PR', set: 'SET',
};
const codeOf = (unit: string): string => CODES[unit.toLowerCase()] ?? 'ZZ';

type Node = readonly [name: string, inside: string | readonly (Node | null)[], attributes?: Readonly<Record<string, string>>];
/** XML cannot hold every character: those are left out. */
const holdable = (character: string): boolean => (character >= ' ' || '\t\n\r'.includes(character)) && character !== '\uFFFE' && character !== '\uFFFF';
const safe = (text: string): string =>
  [...text].filter(holdable).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const amount = (cents: number): string => `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
const usd = { currencyID: 'USD' };

function written([name, inside, attributes = {}]: Node, indent = ''): string {
  const open = `${indent}<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${safe(value)}"`).join('')}>`;
  if (typeof inside === 'string') return `${open}${safe(inside)}</${name}>`;
  return `${open}\n${inside.flatMap((node) => (node ? [written(node, `${indent}  `)] : [])).join('\n')}\n${indent}</${name}>`;
}

const party = (name: string, id: string | null): Node => ['cac:Party', [id === null ? null : ['cac:PartyIdentification', [['cbc:ID', id, { schemeName: 'NCES' }]]], ['cac:PartyName', [['cbc:Name', name]]]]];

const besideGoods = (paper: OrderPaper): number => paper.charges.reduce((sum, { cents }) => sum + cents, 0);

/** An order as UBL 2.1. Its own number is that of whoever orders; ours stands beside it. The contracted price is the unit price. */
export function ublOrder(paper: OrderPaper): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Order ${NAMES}>\n${([
    ['cbc:UBLVersionID', '2.1'],
    ['cbc:ID', paper.purchaseOrderNumber],
    ['cbc:IssueDate', paper.day],
    ['cbc:Note', paper.title],
    paper.replaces.length === 0 ? null : ['cbc:Note', replacesWords(paper.replaces)],
    ['cbc:DocumentCurrencyCode', 'USD'],
    paper.budgetCode === null ? null : ['cbc:AccountingCost', paper.budgetCode],
    ['cbc:LineCountNumeric', String(paper.lines.length)],
    ...paper.replaces.map((number): Node => ['cac:OrderDocumentReference', [['cbc:ID', number], ['cbc:DocumentType', 'The number this order carried before']]]),
    ['cac:AdditionalDocumentReference', [['cbc:ID', paper.number], ['cbc:DocumentType', 'Order of a purchasing round']]],
    paper.contractNumber === null ? null : ['cac:Contract', [['cbc:ID', paper.contractNumber]]],
    ['cac:BuyerCustomerParty', [party(paper.orderedBy.name, paper.orderedBy.nces)]],
    ['cac:SellerSupplierParty', [party(paper.supplier, null)]],
    paper.deliveryFrom === null && paper.deliveryUntil === null ? null : ['cac:Delivery', [['cac:RequestedDeliveryPeriod', [paper.deliveryFrom === null ? null : ['cbc:StartDate', paper.deliveryFrom], paper.deliveryUntil === null ? null : ['cbc:EndDate', paper.deliveryUntil]]]]],
    ...paper.charges.map(({ name, district, cents }): Node => ['cac:AllowanceCharge', [['cbc:ChargeIndicator', 'true'], ['cbc:AllowanceChargeReason', paper.charges.some((other) => other.district !== district) ? `${name}, ${district}` : name], ['cbc:Amount', amount(cents), usd]]]),
    ['cac:AnticipatedMonetaryTotal', [
      ['cbc:LineExtensionAmount', amount(paper.totalCents - besideGoods(paper)), usd], besideGoods(paper) === 0 ? null : ['cbc:ChargeTotalAmount', amount(besideGoods(paper)), usd], ['cbc:PayableAmount', amount(paper.totalCents), usd],
    ]],
    ...paper.lines.map(({ line, site, district, adjustment, code }): Node => ['cac:OrderLine', [['cac:LineItem', [
      ['cbc:ID', String(line.n)],
      codeOf(line.unit.name) === 'ZZ' ? ['cbc:Note', `Counted in: ${line.unit.name}`] : null,
      ['cbc:Quantity', String(line.quantity), { unitCode: codeOf(line.unit.name) }],
      ['cbc:LineExtensionAmount', amount(line.cents), usd],
      ['cac:Delivery', [['cac:DeliveryLocation', [['cbc:Name', site === null ? district : `${site}, ${district}`]]]]],
      line.adjustmentCents !== 0 ? ['cac:AllowanceCharge', [['cbc:ChargeIndicator', String(line.adjustmentCents > 0)], ['cbc:AllowanceChargeReason', adjustment], ['cbc:Amount', amount(Math.abs(line.adjustmentCents)), usd]]] : null,
      ['cac:Price', [['cbc:PriceAmount', amount(line.priceCents), usd], ['cbc:BaseQuantity', String(line.priceBase), { unitCode: codeOf(line.unit.name) }]]],
      ['cac:Item', [line.specification === null ? null : ['cbc:Description', line.specification], ['cbc:Name', line.name], code === null ? null : ['cac:CommodityClassification', [['cbc:ItemClassificationCode', code.code, { listName: code.list, ...(code.version === null ? {} : { listVersionID: code.version }) }]]]]],
    ]]]]),
  ] as (Node | null)[]).flatMap((node) => (node ? [written(node, '  ')] : [])).join('\n')}\n</Order>\n`;
}
