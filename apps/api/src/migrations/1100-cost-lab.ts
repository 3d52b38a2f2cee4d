import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * The cost lab: studies of a cost, what each district may see of them, and what it would pay alone. A study lies apart
 * from its content, so that a member can be shown the one without the other. And new versions of plans and presets.
 */
export class CostLab1100000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table cost_study (
  id uuid constraint "PK_cost_study" primary key,
  consortium_id uuid not null constraint "FK_cost_study_consortium" references consortium (id),
  author_account_id uuid not null constraint "FK_cost_study_author" references account (id),
  author_party_id uuid constraint "FK_cost_study_author_party" references party (id),
  title text not null constraint cost_study_title_given check (title <> ''),
  audience text not null constraint cost_study_audience check (audience in ('author', 'coordinator', 'members')),
  others_standing text constraint cost_study_others check (others_standing in ('named', 'unnamed', 'hidden')),
  revision integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  shared_at timestamptz,
  constraint cost_study_shared check ((audience = 'author') = (shared_at is null) and (audience = 'members') = (others_standing is not null))
);
create index cost_study_newest on cost_study (consortium_id, changed_at, id);
create table cost_study_content (
  study_id uuid constraint "PK_cost_study_content" primary key constraint "FK_cost_study_content_study" references cost_study (id) on delete cascade,
  draft jsonb not null
);
create table cost_study_frozen (
  study_id uuid constraint "PK_cost_study_frozen" primary key constraint "FK_cost_study_frozen_study" references cost_study (id),
  facts jsonb not null
);
comment on table cost_study_frozen is 'names, counts and figures as they were when the members were shown the study: with its draft, all that is needed to work it out again';
create table cost_study_standing (
  study_id uuid not null constraint "FK_cost_study_standing_study" references cost_study (id),
  party_id uuid not null constraint "FK_cost_study_standing_party" references party (id),
  seen jsonb not null,
  constraint "PK_cost_study_standing" primary key (study_id, party_id)
);
create table stand_alone_figure (
  id uuid constraint "PK_stand_alone_figure" primary key,
  study_id uuid not null constraint "FK_stand_alone_figure_study" references cost_study (id),
  party_id uuid not null constraint "FK_stand_alone_figure_party" references party (id),
  cents bigint not null constraint stand_alone_figure_not_negative check (cents >= 0),
  source text not null constraint stand_alone_figure_source_given check (source <> ''),
  confidence text not null constraint stand_alone_figure_confidence check (confidence in ('quote', 'own-accounts', 'estimate')),
  obtained_on date,
  entered_by uuid not null constraint "FK_stand_alone_figure_entered_by" references account (id),
  created_at timestamptz not null
);
create index stand_alone_figure_newest on stand_alone_figure (study_id, party_id, created_at);

-- ---------------------------------------------------------------- who sees what
-- The consortia of which the principal is coordinator.
create function my_coordinations() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select consortium_id from role_assignment where account_id = my_account() and role = 'coordinator' and ended_at is null
$$;

alter table cost_study enable row level security;
create policy shared_with_me on cost_study for select to barnraise_server using (
  consortium_id = any (my_consortia()) and (author_account_id = my_account() or audience = 'members'
    or (audience = 'coordinator' and consortium_id in (select my_coordinations()))));
create policy own on cost_study for insert to barnraise_server with check (
  author_account_id = my_account() and audience = 'author' and consortium_id = any (my_consortia())
  and case when author_party_id is null then consortium_id in (select my_offices()) else author_party_id = any (my_parties()) end);
create policy author_changes on cost_study for update to barnraise_server
  using (author_account_id = my_account() and audience <> 'members')
  with check (author_account_id = my_account() and (audience <> 'members' or consortium_id in (select my_coordinations())));
create policy coordinator_shares on cost_study for update to barnraise_server
  using (audience = 'coordinator' and consortium_id in (select my_coordinations()))
  with check (audience = 'members' and consortium_id in (select my_coordinations()));
create policy author_removes on cost_study for delete to barnraise_server using (author_account_id = my_account() and audience = 'author');
grant select, insert, delete, update (title, audience, others_standing, revision, changed_at, shared_at) on cost_study to barnraise_server;

alter table cost_study_content enable row level security;
create policy read_whole on cost_study_content for select to barnraise_server using (exists (
  select from cost_study s where s.id = study_id
     and (s.author_account_id = my_account() or s.others_standing = 'named' or s.consortium_id in (select my_coordinations()))));
create policy own on cost_study_content for insert to barnraise_server with check (exists (
  select from cost_study s where s.id = study_id and s.author_account_id = my_account() and s.audience = 'author'));
create policy author_changes on cost_study_content for update to barnraise_server
  using (exists (select from cost_study s where s.id = study_id and s.author_account_id = my_account() and s.audience <> 'members'));
grant select, insert, update (draft) on cost_study_content to barnraise_server;

alter table cost_study_frozen enable row level security;
create policy read_whole on cost_study_frozen for select to barnraise_server using (exists (
  select from cost_study_content c where c.study_id = cost_study_frozen.study_id));
create policy coordinator_shares on cost_study_frozen for insert to barnraise_server with check (exists (
  select from cost_study s where s.id = study_id and s.audience = 'members' and s.consortium_id in (select my_coordinations())));
grant select, insert on cost_study_frozen to barnraise_server;

alter table cost_study_standing enable row level security;
create policy own_district on cost_study_standing for select to barnraise_server using (
  party_id = any (my_parties())
  or exists (select from cost_study s where s.id = study_id and s.consortium_id in (select my_coordinations())));
create policy coordinator_shares on cost_study_standing for insert to barnraise_server with check (exists (
  select from cost_study s where s.id = study_id and s.audience = 'members' and s.others_standing <> 'named' and s.consortium_id in (select my_coordinations())));
grant select, insert on cost_study_standing to barnraise_server;

-- Does this district take part in a study that the principal may see? Its own people may ask without reading the study.
create function takes_part(p_study uuid, p_party uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from cost_study s join cost_study_content c on c.study_id = s.id
     where s.id = p_study and s.consortium_id = any (my_consortia()) and p_party = any (my_parties())
       and (s.audience = 'members' or s.author_account_id = my_account() or (s.audience = 'coordinator' and s.consortium_id in (select my_coordinations())))
       and c.draft->'members' ? p_party::text)
$$;
alter table stand_alone_figure enable row level security;
create policy as_the_study_says on stand_alone_figure for select to barnraise_server using (
  party_id = any (my_parties())
  or exists (select from cost_study s where s.id = study_id and (s.others_standing = 'named' or s.consortium_id in (select my_coordinations()))));
create policy own on stand_alone_figure for insert to barnraise_server with check (
  party_id = any (my_parties()) and entered_by = my_account() and takes_part(study_id, party_id)
  and exists (select from cost_study s where s.id = study_id and s.audience <> 'author'));
grant select, insert on stand_alone_figure to barnraise_server;
grant execute on function my_coordinations(), takes_part(uuid, uuid) to barnraise_server;

-- ---------------------------------------------------------------- what stays as it was
-- With the members a study is frozen; once shared it never goes back; and only its author words it.
create function keep_shared_study() returns trigger language plpgsql as $$
begin
  if old.audience = 'members' or (old.audience <> 'author' and (tg_op = 'DELETE' or new.audience = 'author')) then
    raise exception 'a study that was shared stays: % refused', tg_op using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if my_account() is distinct from old.author_account_id and (new.title, new.revision) is distinct from (old.title, old.revision) then
    raise exception 'only its author words a study' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger cost_study_shared_stays before update or delete on cost_study for each row execute function keep_shared_study();
create function keep_shared_content() returns trigger language plpgsql as $$
begin
  if exists (select from cost_study s where s.id = old.study_id and (s.audience = 'members' or (tg_op = 'DELETE' and s.audience <> 'author'))) then
    raise exception 'the content of a study that was shared stays: % refused', tg_op using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger cost_study_content_stays before update or delete on cost_study_content for each row execute function keep_shared_content();
create trigger cost_study_frozen_immutable before update or delete on cost_study_frozen for each row execute function refuse_change();
create trigger cost_study_frozen_no_truncate before truncate on cost_study_frozen execute function refuse_change();
create trigger cost_study_standing_immutable before update or delete on cost_study_standing for each row execute function refuse_change();
create trigger cost_study_standing_no_truncate before truncate on cost_study_standing execute function refuse_change();
create trigger stand_alone_figure_append_only before update or delete on stand_alone_figure for each row execute function refuse_change();
create trigger stand_alone_figure_no_truncate before truncate on stand_alone_figure execute function refuse_change();
grant execute on function keep_shared_study(), keep_shared_content() to barnraise_server;

-- ---------------------------------------------------------------- beside the studies
-- The coordinator writes down what members agreed on as a way to share: a new version, never another text for an old one.
create policy coordinator_adopts on policy_version for insert to barnraise_server with check (
  party_id is null and key like 'plan.preset.%' and consortium_id in (select my_coordinations()));
grant insert on policy_version to barnraise_server;

-- A teaching district puts a new plan on its own section; bookings keep theirs.
create policy own_plan on course_section for update to barnraise_server
  using (teaching_party_id = any (my_parties())) with check (teaching_party_id = any (my_parties()));
grant update (plan_version_id) on course_section to barnraise_server;

-- An officer of a consortium holds no district: what the office tells its members it tells by that office.
alter table inbox_item add column study_id uuid;
create policy from_the_office on inbox_item for insert to barnraise_server with check (
  is_notice and (consortium_id in (select my_offices())
    or party_id in (select m.party_id from consortium_member m where m.until is null and m.consortium_id in (select my_offices()))));
`);
  }

  down = forwardOnly;
}
