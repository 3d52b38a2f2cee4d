import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Beside `src` and `dist` alike. */
const SCRIPT = fileURLToPath(new URL('../watchdog.sh', import.meta.url));

export interface Watchdog {
  /** From now on this is the process that must not outlive us. */
  watch(pid: number): void;
  /** It has ended by itself. */
  unwatch(): void;
  /** All is done. */
  dismiss(): void;
}

/** See watchdog.sh. */
export function setWatchdog(stopSignal: 'INT' | 'QUIT', remove: string): Watchdog {
  const shell = spawn('/bin/sh', [SCRIPT, stopSignal, remove], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  // It must not keep us from ending: our end is what it waits for.
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    unwatch: () => void shell.stdin.write('none\n'),
    dismiss: () => void shell.stdin.end('done\n'),
  };
}
