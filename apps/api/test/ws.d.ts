/** As much of `ws` as tests use. */
declare module 'ws' {
  interface Events { open: []; close: [code: number]; error: [error: Error]; message: [data: Buffer] }

  export default class WebSocket {
    constructor(url: string, protocol: string, options?: { origin?: string; headers?: Record<string, string> });
    on<Name extends keyof Events>(name: Name, heard: (...event: Events[Name]) => void): this;
    once<Name extends keyof Events>(name: Name, heard: ((...event: Events[Name]) => void) | (() => void)): this;
    send(data: string): void;
    terminate(): void;
  }
}
