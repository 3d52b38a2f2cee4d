import { estimateSeats } from './seats/estimate.js';
import type { SeatFacts, SeatPlan, SeatRequest } from './seats/plan.js';
import { calculatePlan } from './plan/calculate.js';
import { joint, type Worked } from './lab/compare.js';
import { answer, type Refusal } from './refusal.js';
import { canonicalJson, type Json } from './trace/canonical.js';
import { explain } from './trace/explain.js';
import type { Trace } from './trace/trace.js';

/** All that is needed to work a number out again. */
export type ShareInput = { readonly kind: 'seats'; readonly plan: SeatPlan; readonly facts: SeatFacts; readonly request: SeatRequest } | Worked;

const SCHEMA = 'barnraise-share/1';

interface Result {
  readonly amounts: Record<string, Json>;
  readonly inputHash: string;
  readonly trace: Trace;
}

/** A number with everything behind it, to be kept and checked by anybody: canonical JSON, one line. Refuses as its input would be refused. */
export function shareFile(input: ShareInput): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: Refusal } {
  const result = workOut(input);
  return result.ok ? { ok: true, text: written(input, result) } : result;
}

export type Recheck =
  | { readonly verdict: 'confirmed'; readonly sentences: string[] }
  /** The file's input gives something else than the file says: where first, and both values. */
  | { readonly verdict: 'contradicted'; readonly at: string; readonly file: string; readonly worked: string }
  | { readonly verdict: 'unreadable'; readonly why: string };

/** Works a share file out again and compares byte for byte. The file may hold anything. */
export function recheck(text: string): Recheck {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { verdict: 'unreadable', why: 'The file is not JSON.' };
  }
  if (typeof file !== 'object' || file === null || (file as { schema?: unknown }).schema !== SCHEMA) return { verdict: 'unreadable', why: `The file does not say that it is a ${SCHEMA}.` };
  const { input } = file as { input?: ShareInput };
  try {
    const result = workOut(input as ShareInput);
    if (!result.ok) return { verdict: 'unreadable', why: `Its input cannot be worked out: ${result.refusal.message}` };
    const again = written(input as ShareInput, result);
    if (again === text.replace(/\r?\n$/, '')) return { verdict: 'confirmed', sentences: explain(result.trace) };
    return { verdict: 'contradicted', ...firstDifference(file as Json, JSON.parse(again) as Json) };
  } catch (error) {
    // A file from elsewhere can be wrong in ways that no reader of ours knows.
    if (error instanceof TypeError || error instanceof RangeError) return { verdict: 'unreadable', why: 'Its input is not what a share is worked out from.' };
    throw error;
  }
}

const written = (input: ShareInput, { amounts, inputHash, trace }: Result): string => canonicalJson({ schema: SCHEMA, input: input as unknown as Json, amounts, inputHash, trace: trace as unknown as Json });

function workOut(input: ShareInput): ({ ok: true } & Result) | { ok: false; refusal: Refusal } {
  switch (input?.kind) {
    case 'seats': {
      const result = estimateSeats(input.plan, input.facts, input.request);
      if (!result.ok) return result;
      const { expectedCents, maximumCents, inputHash, trace } = result.estimate;
      return { ok: true, amounts: { expectedCents, maximumCents }, inputHash, trace };
    }
    case 'plan': {
      const result = calculatePlan(input.plan);
      return result.ok ? { ok: true, amounts: { ...result.shares }, inputHash: result.inputHash, trace: result.trace } : result;
    }
    case 'joint': {
      const result = answer(() => joint(input));
      return result.ok ? { ok: true, amounts: { ...result.shares }, inputHash: result.inputHash, trace: result.trace } : result;
    }
    default:
      return { ok: false, refusal: { code: 'plan-unknown', message: 'It holds no kind of share that is known here.', line: '', facts: {} } };
  }
}

/** Where two values first differ, as a path, with both. The same values written otherwise differ in their bytes only. */
function firstDifference(a: Json | undefined, b: Json | undefined, at = ''): { at: string; file: string; worked: string } {
  const both = [a, b].every((value) => typeof value === 'object' && value !== null && Array.isArray(value) === Array.isArray(a));
  if (both) {
    const [left, right] = [a, b] as unknown as [Record<string, Json>, Record<string, Json>];
    for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()) {
      if (show(left[key]) !== show(right[key])) return firstDifference(left[key], right[key], at === '' ? key : `${at}.${key}`);
    }
  }
  return at === '' ? { at: 'the bytes', file: 'the same values, written in another way', worked: 'canonical JSON on one line' } : { at, file: show(a), worked: show(b) };
}

const show = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(sorted(value)));
const sorted = (value: Json): Json =>
  typeof value !== 'object' || value === null ? value : Array.isArray(value) ? value.map(sorted) : Object.fromEntries(Object.entries(value as Record<string, Json>).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]));
