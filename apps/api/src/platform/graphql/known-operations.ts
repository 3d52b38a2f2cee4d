import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError } from 'graphql';

/** The documents of the built web and of the one before it, by hash. In `known` mode nothing else runs. */
export class KnownOperations {
  private readonly hashes = new Set<string>();

  /** Throws when the current manifest is missing: a server that knows no operation would refuse every page. */
  constructor(webDir: string) {
    const current = join(webDir, 'operations.json');
    if (!existsSync(current)) throw new Error(`OPERATIONS=known needs ${current}: build the web first, or set WEB_DIR to a built one.`);
    for (const file of [current, join(webDir, 'operations.previous.json')]) {
      if (!existsSync(file)) continue;
      for (const document of Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)) this.hashes.add(hash(document));
    }
  }

  /** Throws what the page shows as "please reload". */
  check(document: string): void {
    if (this.hashes.has(hash(document))) return;
    throw new GraphQLError('This page is older than the server. Please reload it.', { extensions: { code: 'PLEASE_RELOAD' } });
  }
}

const hash = (document: string) => createHash('sha256').update(document).digest('hex');
