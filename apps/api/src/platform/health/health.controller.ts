import { Controller, Get, Inject, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type DataSource } from 'typeorm';
import { DATA_SOURCE } from '../database/unit-of-work.js';
import { Live } from '../events/live.js';

/** The truth about this process, for whoever watches it. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATA_SOURCE) private readonly source: DataSource,
    private readonly live: Live,
  ) {}

  /** The process answers. */
  @Get('live')
  alive(): { live: true } {
    return { live: true };
  }

  /** The process can do its work now: the database answers and changes are heard. 503 otherwise, saying what is missing. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const database = await within(2000, this.source.query('select 1'));
    const checks = { database, changes: this.live.listening };
    const ready = Object.values(checks).every(Boolean);
    await reply.code(ready ? 200 : 503).send({ ready, checks });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true, () => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
