import { type ChildProcess, spawn } from 'node:child_process';
import { hasExited } from './processes.js';

/**
 * A shell of our own session that reads a pipe we hold: when we die, however we die, the pipe ends, and the shell stops
 * the server that we can no longer stop. A shell and not Node: it rests in half a megabyte and starts in 1 ms.
 *
 * $1 the cluster, $2 the signal, $3 a folder to remove afterwards or nothing.
 */
const SCRIPT = `
trap '' HUP INT TERM
read -r word && exit 0
for try in 1 2 3; do
  pid=
  [ -f "$1/postmaster.pid" ] && read -r pid <"$1/postmaster.pid"
  [ -n "$pid" ] && break
  sleep 1
done
if [ -n "$pid" ] && kill "-$2" "$pid" 2>/dev/null; then
  for try in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$pid" 2>/dev/null || break
    sleep 1
  done
fi
if [ -n "$3" ]; then
  kill -KILL "$pid" 2>/dev/null
  rm -rf "$3"
fi
`;

export interface Watchdog {
  /** Call it off: we have stopped the server ourselves. */
  dismiss(): void;
}

export function setWatchdog(cluster: string, stopSignal: 'INT' | 'QUIT', remove = ''): Watchdog {
  const shell: ChildProcess = spawn('/bin/sh', ['-c', SCRIPT, 'barnraise-watchdog', cluster, stopSignal, remove], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.stdin?.on('error', () => {});
  shell.unref();
  // The pipe must not keep our own process from ending: its end is the signal.
  (shell.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return {
    dismiss() {
      if (!hasExited(shell)) shell.stdin?.end('done\n');
    },
  };
}
