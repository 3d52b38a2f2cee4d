import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Who approves what a remote course counts as is set by the home district, by its administrator; nobody else decides. */
export class MappingApprovers1182000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create policy administrator_sets_approvers on policy_version for insert to barnraise_server with check (
  key = 'mapping.approvers' and consortium_id is null
  and exists (select from role_assignment r where r.account_id = my_account() and r.party_id = policy_version.party_id and r.role = 'district_administrator' and r.ended_at is null)
  and jsonb_typeof(value) = 'array' and jsonb_array_length(value) > 0 and value <@ '["registrar", "counselor", "district_administrator", "superintendent"]');

create function mapping_approvers(p_party uuid) returns text[] language sql stable set search_path = public, pg_temp as $$
  select coalesce((select array(select jsonb_array_elements_text(v.value)) from policy_version v
                    where v.party_id = p_party and v.key = 'mapping.approvers' and v.effective_from <= app_now()::date order by v.effective_from desc limit 1),
                  array['registrar', 'district_administrator'])
$$;
create function decided_by_approver() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if my_account() is not null and not exists (
    select from role_assignment r where r.account_id = my_account() and r.party_id = new.home_party_id and r.ended_at is null and r.role = any (mapping_approvers(new.home_party_id))) then
    raise exception 'the home district lets others approve' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger course_mapping_approver before update of state on course_mapping for each row
  when (old.state = 'pending' and new.state in ('approved', 'returned')) execute function decided_by_approver();
grant execute on function mapping_approvers(uuid), decided_by_approver() to barnraise_server;
`);
  }

  down = forwardOnly;
}
