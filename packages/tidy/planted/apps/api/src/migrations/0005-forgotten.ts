// caught: migrations-listed at apps/api/src/migrations/index.ts
export class Forgotten {}
