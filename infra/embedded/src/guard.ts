/**
 * Loaded before a program of ours (`node --import`): its standard input is a pipe that the launcher holds, and when that
 * ends, the launcher is gone, however it went. Then the program is told to stop, as the launcher would have done.
 */
function launcherIsGone(): void {
  process.kill(process.pid, 'SIGTERM');
  // A program that doesn't manage to drain doesn't keep the port for ever.
  setTimeout(() => process.exit(1), 15_000).unref();
}

process.stdin.once('end', launcherIsGone).once('error', launcherIsGone).resume();
// Watching must not keep a program alive that has done its work.
(process.stdin as unknown as { unref?(): void }).unref?.();
