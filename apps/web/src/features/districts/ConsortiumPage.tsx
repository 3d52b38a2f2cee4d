export function MyConsortiumPage() { return null; } export function OneConsortiumPage() { return null; }
