export default async function stop() {
  await globalThis.barnraiseTestPostgres?.stop();
}
