// Is the port free, and if not, who has it?
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { Refusal } from './settings.mjs';

/**
 * @param {string} host @param {number} port
 * @throws {Refusal} when nobody can listen there
 */
export async function requireFreePort(host, port) {
  const code = await tryToListen(host, port);
  if (!code) return;
  if (code === 'EADDRINUSE') {
    const holder = holderOf(port);
    const other = `PORT=${port === 65_535 ? 3000 : port + 1} npm start`;
    throw new Refusal(`PORT is ${port}, and that is in use${holder ? ` by ${holder}` : ''}. Stop that, or take another port: ${other}`);
  }
  if (code === 'EACCES') throw new Refusal(`PORT is ${port}, and you may not use that one. It should be 1024 or higher.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new Refusal(`HOST is "${host}", which is no address of this machine. It should be 127.0.0.1, or 0.0.0.0 to be reached from elsewhere.`);
  throw new Refusal(`Nobody can listen on HOST ${host}, PORT ${port}: ${code}.`);
}

/** @param {string} host @param {number} port @returns {Promise<string>} the error's code, or nothing */
function tryToListen(host, port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve('')));
  });
}

/** @param {number} port @returns {string} "process 4711 (node server.js)", where the system shows it and we may look */
function holderOf(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of attempt(() => readFileSync(table, 'utf8').split('\n').slice(1), [])) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A') sockets.add(`socket:[${fields[9]}]`);
    }
  }
  if (sockets.size === 0) return '';
  for (const pid of attempt(() => readdirSync('/proc').filter((name) => /^\d+$/.test(name)), [])) {
    const opened = attempt(() => readdirSync(`/proc/${pid}/fd`), []);
    if (opened.some((fd) => sockets.has(attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '')))) {
      const command = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean).join(' '), '');
      return `process ${pid}${command ? ` (${command.length > 60 ? `${command.slice(0, 57)}...` : command})` : ''}`;
    }
  }
  return '';
}

/** @template T @param {() => T} work @param {T} otherwise @returns {T} */
function attempt(work, otherwise) {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
