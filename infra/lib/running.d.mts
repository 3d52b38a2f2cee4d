export declare function noteRunning(dataDir: string, note: { address: string; server: number }): void;
export declare function forgetRunning(dataDir: string): void;
export declare function runningAt(dataDir: string): string;
export declare function endLeftovers(dataDir: string, say: (line: string) => void): Promise<void>;
