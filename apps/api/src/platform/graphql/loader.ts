import DataLoader from 'dataloader';
import { type RequestContext } from '../auth/request-context.js';

/** One loader per request and kind: fields of many rows are read with one statement. `kind` is the object that owns the batch function. */
export function loaderOf<Key, Value>(context: RequestContext, kind: unknown, batch: (keys: readonly Key[]) => Promise<Value[]>): DataLoader<Key, Value> {
  let loader = context.loaders.get(kind) as DataLoader<Key, Value> | undefined;
  if (!loader) {
    loader = new DataLoader(batch, { cache: true });
    context.loaders.set(kind, loader);
  }
  return loader;
}
