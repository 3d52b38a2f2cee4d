import Fastify from 'fastify';
import { catalogue, type CatalogueInput } from './catalogue.js';
import { signedIn } from './database.js';
import { holdSeats, type HoldInput } from './hold.js';
import { section } from './section.js';

/** The same answers from pg and Fastify alone, as plainly as they can be had: what the product is measured against. */
const server = Fastify({ logger: false, bodyLimit: 100_000 });

server.post<{ Body: { input: CatalogueInput } }>('/catalogue', async (request, reply) => {
  const who = await signedIn(request);
  if (!who) return reply.code(401).send({});
  return { data: { catalogue: await catalogue(who, request.body.input) } };
});
server.post<{ Body: { id: string; homeDistrictId: string } }>('/section', async (request, reply) => {
  const who = await signedIn(request);
  if (!who) return reply.code(401).send({});
  return { data: { section: await section(who, request.body.id, request.body.homeDistrictId) } };
});
server.post<{ Body: { input: HoldInput } }>('/hold', async (request, reply) => {
  const who = await signedIn(request);
  if (!who) return reply.code(401).send({});
  return { data: { holdSeats: await holdSeats(who, request.body.input) } };
});

console.log(await server.listen({ port: 0, host: '127.0.0.1' }));
