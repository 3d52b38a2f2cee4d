export declare class LockHeld extends Error {
  constructor(file: string, pid: number);
  readonly pid: number;
}
export declare function isAlive(pid: number): boolean;
export declare function birthOf(pid: number): string;
export declare function takeLock(file: string, options?: { waitMs?: number; onWait?: (pid: number) => void }): Promise<() => void>;
export declare function lockHolder(file: string): number;
