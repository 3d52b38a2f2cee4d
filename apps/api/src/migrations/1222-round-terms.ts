import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * More of what a round says before it opens: what happens below a threshold, how a short delivery is shared out, freight and fees,
 * when it is delivered, which state's law and whose money. Once open none of it changes.
 */
export class RoundTerms1222000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table pool_round
  add column below_threshold text not null default 'end' constraint pool_round_below check (below_threshold in ('end', 'extend', 'ask')),
  add column below_days integer constraint pool_round_below_days check (below_days between 1 and 30),
  add column short_rule text not null default 'as-delivered' constraint pool_round_short_rule check (short_rule in ('as-delivered', 'max-min', 'pro-rata', 'first-come')),
  add column charges jsonb not null default '[]',
  add column delivery_from date,
  add column delivery_until date,
  add column state_code text,
  add column federal boolean not null default false,
  add column copied_from uuid constraint "FK_pool_round_copied_from" references pool_round (id),
  add constraint pool_round_below_both check ((below_threshold = 'end') = (below_days is null)),
  add constraint pool_round_delivery check (delivery_until >= delivery_from),
  add constraint pool_round_sealed_short check (short_rule = 'as-delivered' or not sealed);
comment on column pool_round.charges is 'freight and fees of the whole round, as the price engine reads them';
comment on constraint pool_round_sealed_short on pool_round is 'what is handed on would tell what others take';
grant update (below_threshold, below_days, short_rule, charges, delivery_from, delivery_until, state_code, federal) on pool_round to barnraise_server;

create or replace function keep_round() returns trigger language plpgsql as $$
begin
  if old.state in ('failed', 'cancelled', 'settled') or (old.state not in ('draft', 'open') and (new.locks_at <> old.locks_at or new.state in ('draft', 'open'))) then
    raise exception 'a round that is % stays as it is', old.state using errcode = 'restrict_violation';
  end if;
  if old.state <> 'draft' and (new.sealed, new.aim, new.buy_up, new.below_threshold, new.below_days, new.short_rule, new.charges)
       is distinct from (old.sealed, old.aim, old.buy_up, old.below_threshold, old.below_days, old.short_rule, old.charges) then
    raise exception 'the rules of an open round stay as they are' using errcode = 'restrict_violation';
  end if;
  if old.state = 'open' and (new.state = 'draft' or new.unapproved_counts <> old.unapproved_counts
       or (new.locks_at <> old.locks_at and (old.extended_from is not null or new.extended_from is distinct from old.locks_at or new.locks_at < old.locks_at))) then
    raise exception 'the rules of an open round stay as they are' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- What goes into the price engine, of commitments that count.
create or replace function round_inputs(p_round uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'districts', coalesce((select jsonb_agg(jsonb_build_object('key', p.id, 'name', p.short_name) order by p.id) from round_commitment c join party p on p.id = c.party_id
      where c.round_id = r.id and (c.state = 'committed' or (c.state = 'awaiting_approval' and r.unapproved_counts = 'committed'))), '[]'),
    'items', (select jsonb_agg(i.body order by i.ordinal) from round_item i where i.round_id = r.id),
    'commitments', coalesce((
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('district', l.party_id, 'item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum,
               'notToExceed', case when l.not_to_exceed_cents is not null then jsonb_build_object('cents', l.not_to_exceed_cents, 'unit', l.unit) end)) order by l.party_id, l.item_key)
        from round_line l join round_commitment c using (round_id, party_id)
       where l.round_id = r.id and (c.state = 'committed' or (c.state = 'awaiting_approval' and r.unapproved_counts = 'committed'))), '[]'),
    'rules', jsonb_build_object('aim', r.aim, 'oddUnits', 'leave-out', 'buyUp', r.buy_up)) || case when r.charges = '[]' then '{}' else jsonb_build_object('charges', r.charges) end
    from pool_round r where r.id = p_round
$$;
`);
  }

  down = forwardOnly;
}
