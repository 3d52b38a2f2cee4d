import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** What is approved for payment is an amount to pay: no line or charge of an order comes to less than nothing. */
export class NothingBelowZero1238000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create function match_pays() returns trigger language plpgsql as $$
begin
  if exists (select from jsonb_array_elements(new.result_text::jsonb->'lines') l where (l->>'finalCents')::bigint < 0)
     or exists (select from jsonb_array_elements(coalesce(new.result_text::jsonb->'charges', '[]') || coalesce(new.result_text::jsonb->'others', '[]')) c where (c->>'cents')::bigint < 0) then
    raise exception 'less than nothing is not paid' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger round_match_pays before insert on round_match for each row execute function match_pays();
revoke execute on function match_pays() from public;
`);
  }

  down = forwardOnly;
}
