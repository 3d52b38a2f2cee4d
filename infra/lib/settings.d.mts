export declare class Refusal extends Error {}
export interface Settings {
  root: string;
  dataDir: string;
  host: string;
  port: number;
  /** Null: our own PostgreSQL. */
  database: { server: string; worker: string; migration: string } | null;
  demo: boolean;
}
export declare function readSettings(env: Record<string, string | undefined>, root: string): Settings;
export declare function prepareDataDir(dataDir: string): void;
