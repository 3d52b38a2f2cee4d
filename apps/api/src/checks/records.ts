import { type Check } from './check.js';

/** What the records say of each other: events, tasks, receipts, catalogue cards. */
export const recordChecks: readonly Check[] = [
  {
    name: 'begun-by-a-hold',
    says: "A booking's story begins with its hold.",
    of: 'booking',
    sql: `
      select b.id, coalesce('it begins with ' || kind, 'it has no events') as found
        from booking b left join lateral (select kind, facts from event where subject_id = b.id order by seq limit 1) first on true
       where kind is distinct from 'booking.held' or facts->>'before' is not null`,
  },
  {
    name: 'story-ends-here',
    says: "A booking's last event tells its state.",
    of: 'booking',
    sql: `
      select b.id, format('it is %s, its last event says %s', b.state, coalesce(facts->>'after', 'nothing')) as found
        from booking b left join lateral (select facts from event where subject_type = 'booking' and subject_id = b.id order by seq desc limit 1) last on true
       where facts->>'after' is distinct from b.state`,
  },
  {
    name: 'story-without-gaps',
    says: "Each event of a booking begins where the one before it ended, by a move the lifecycle knows.",
    of: "event where subject_type = 'booking'",
    sql: `
      select id, format('event %s goes from %s to %s after %s', seq, coalesce(before, 'nothing'), after, coalesce(ended, 'nothing')) as found from (
        select subject_id as id, seq, facts->>'before' as before, facts->>'after' as after, (facts->>'withSection')::boolean as with_section,
               lag(facts->>'after') over (partition by subject_id order by seq) as ended
          from event where subject_type = 'booking') told
       where before is distinct from ended
          or (before is not null and not coalesce(with_section, false) and not exists (select from booking_move where from_state = before and to_state = after))`,
  },
  {
    name: 'tasks-of-the-living',
    says: 'An open task waits for something that is still to be done.',
    of: 'inbox_item where done_at is null and not is_notice',
    sql: `
      select i.id, format('%s waits on %s, which is %s', i.kind, i.subject_id, coalesce(b.state, m.state, 'not there')) as found
        from inbox_item i left join booking b on b.id = i.subject_id left join course_mapping m on m.id = i.subject_id
       where i.done_at is null and not i.is_notice
         and i.kind not in ('ACCEPT_GRADES', 'CORRECT_GRADES') and case i.kind when 'REQUEST_HELD_SEATS' then 'held' when 'APPROVE_SPENDING' then 'awaiting_approval'
                         when 'ANSWER_REQUEST' then 'requested' when 'ANSWER_OVERDUE' then 'requested' when 'APPROVE_MAPPING' then 'pending' when 'PLACE_STUDENTS' then 'accepted' end is distinct from coalesce(b.state, m.state)`,
  },
  {
    name: 'one-task-each',
    says: 'Whatever waits for somebody is in their inbox, once.',
    of: "booking where state in ('held', 'awaiting_approval', 'requested')",
    sql: `
      select w.id, format('%s open tasks of kind %s', n, w.kind) as found from (
        select id, case state when 'held' then 'REQUEST_HELD_SEATS' when 'awaiting_approval' then 'APPROVE_SPENDING' else 'ANSWER_REQUEST' end as kind
          from booking where state in ('held', 'awaiting_approval', 'requested')
        union all select id, 'APPROVE_MAPPING' from course_mapping where state = 'pending') w
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = w.id and i.kind = w.kind and i.done_at is null) counted
       where n <> 1`,
  },
  {
    name: 'receipts-are-kept',
    says: 'Every receipt has its outcome, and what it names exists.',
    of: 'command_receipt',
    sql: `
      select r.key as id, format('%s of %s came to %s', r.operation, r.account_id, coalesce(r.outcome::text, 'nothing')) as found from command_receipt r
       where r.outcome is null
          or (not r.outcome ? 'code' and not case
                when r.operation in ('holdSeats', 'requestSeats', 'approveSpending', 'declineSpending', 'acceptSeats', 'denySeats', 'cancelSeats', 'dropSeats', 'withdrawSeats', 'placeStudents')
                  then exists (select from booking b where b.id::text = r.outcome->>'id')
                when r.operation in ('mapCourse', 'approveMapping', 'returnMapping')
                  then exists (select from course_mapping m where m.id::text = r.outcome->>'id')
                when r.operation in ('shareCostStudy', 'enterStandAlone') then exists (select from cost_study s where s.id::text = r.outcome->>'id')
                when r.operation in ('startCourseDraft', 'saveCourseDraft', 'codeCourse', 'submitCourseDraft', 'returnCourseDraft', 'publishCourseDraft', 'discardCourseDraft', 'answerNaming', 'startDraftFromNeed')
                  then exists (select from course_draft d where d.id::text = r.outcome->>'id')
                when r.operation = 'setMappingApprovers' then exists (select from policy_version v where v.party_id::text = r.outcome->>'id' and v.key = 'mapping.approvers')
                when r.operation in ('proposeRound', 'openRound', 'extendRound', 'cancelRound', 'commitToRound', 'withdrawCommitment', 'approveCommitment', 'declineCommitment', 'releaseRound', 'placeOrder', 'keepDueDiligence', 'gatherEstimates', 'giveEstimate', 'askForBids', 'recordBid', 'awardRound', 'failRound', 'openAwardedRound', 'copyRound') then exists (select from pool_round p where p.id::text = r.outcome->>'id')
                when r.operation = 'answerRound' then exists (select from round_answer w where w.round_id::text = r.outcome->>'id')
                when r.operation = 'correctOrder' then exists (select from round_order o join round_order_number n on n.order_id = o.id where o.round_id::text = r.outcome->>'id')
                when r.operation in ('recordReceipt', 'closeReceiving', 'enterInvoice', 'decideDifference', 'approveInvoices', 'stateBaseline', 'settleRound', 'recordCredit') then exists (select from pool_round p where p.id::text = r.outcome->>'id')
                when r.operation in ('saveGrades', 'attestGrades') then exists (select from grade_sheet g where g.section_id::text = r.outcome->>'id')
                when r.operation = 'answerGrades' then exists (select from grade_attestation a where a.booking_id::text = r.outcome->>'id' and a.answer is not null)
                when r.operation = 'setGradeSettings' then exists (select from grade_setting g where g.party_id::text = r.outcome->>'id')
                when r.operation in ('postNeed', 'changeNeed', 'withdrawNeed') then exists (select from course_need n where n.id::text = r.outcome->>'id')
                when r.operation in ('setSectionPlan', 'closeSection', 'reopenSection', 'cancelSection', 'setMeetingLink', 'announceChange', 'withdrawChange', 'markClass', 'noteProgress') then exists (select from course_section s where s.id::text = r.outcome->>'id')
                when r.operation in ('openRequestWindow', 'extendRequestWindow', 'cancelRequestWindow') then exists (select from request_window w where w.id::text = r.outcome->>'id')
                when r.operation in ('joinWaitlist', 'changeWaitlist', 'leaveWaitlist') then exists (select from waitlist_entry w where w.id::text = r.outcome->>'id')
                when r.operation = 'adoptPlanPreset' then exists (select from policy_version v where v.id::text = r.outcome->>'id')
                when r.operation in ('invitePerson', 'endRole') then exists (select from account a where a.id::text = r.outcome->>'id') or exists (select from role_invitation i where i.person_id::text = r.outcome->>'id')
                else r.outcome->>'id' is not null end)`,
  },
  {
    name: 'one-hold-per-key',
    says: 'No booking answers two holds.',
    of: "command_receipt where operation = 'holdSeats'",
    sql: `
      select outcome->>'id' as id, format('the answer to %s', string_agg(key, ', ' order by key)) as found from command_receipt
       where operation = 'holdSeats' and outcome ? 'id' group by 1 having count(*) > 1`,
  },
  {
    name: 'cards-of-offerings',
    says: 'The catalogue shows each open offering to those it is offered to, and nothing else as open.',
    of: 'catalogue_card',
    sql: `
      select coalesce(o.id, c.offering_id) as id,
             case when o.id is null then 'a card without an offering' when c.offering_id is null then 'an offering without a card' else 'the card differs from its offering' end as found
        from offering o full join catalogue_card c on c.offering_id = o.id
        left join lateral (select coalesce(array_agg(consortium_id order by consortium_id), '{}') as audience from audience where offering_id = o.id) a on true
       where (o.state = 'open' and c.offering_id is null) or (c.offering_id is not null and (
               o.id is null or c.open <> (o.state = 'open') or c.owner_party_id <> o.owner_party_id
               or a.audience <> (select coalesce(array_agg(x order by x), '{}') from unnest(c.consortium_ids) x)))`,
  },
  {
    name: 'cards-tell-the-plan',
    says: 'A card is priced by the plan its section has now.',
    of: 'catalogue_card',
    sql: `
      select c.offering_id as id, 'the plan on its card is another one' as found
        from catalogue_card c join course_section s on s.id = c.offering_id join cost_plan_version v on v.id = s.plan_version_id
       where c.plan::jsonb <> v.plan`,
  },
  {
    name: 'needs-tell-their-end',
    says: "A need's last event tells its state, and what has ended is no news to its neighbors any more.",
    of: 'course_need',
    sql: `
      select n.id, format('it is %s, its last event says %s', n.state, coalesce(facts->>'after', 'nothing')) as found
        from course_need n left join lateral (select facts from event where subject_id = n.id order by seq desc limit 1) last on true
       where facts->>'after' is distinct from n.state
      union all
      select n.id, 'it has ended, and a neighbor still reads of it' from course_need n
       where n.state <> 'open' and exists (select from inbox_item i where i.subject_id = n.id and i.kind = 'need.posted' and i.done_at is null)`,
  },
  {
    name: 'words-of-cards',
    says: 'Every word on a card is known in the consortia the card is for.',
    of: 'catalogue_card',
    sql: `
      select c.offering_id as id, format('unknown: %s', string_agg(w, ', ' order by w)) as found
        from catalogue_card c, unnest(c.consortium_ids) x, unnest(tsvector_to_array(c.search)) w
       where left(w, 1) <> '@' and not exists (select from consortium_word k where k.consortium_id = x and k.word = w) group by 1`,
  },
  {
    name: 'sections-of-offerings',
    says: 'Every course offered is a section of the district that owns the offering.',
    of: "offering where kind = 'course'",
    sql: `
      select o.id, 'no section of its owner stands behind it' as found from offering o left join course_section s on s.id = o.id
       where o.kind = 'course' and (s.id is null or s.teaching_party_id <> o.owner_party_id)`,
  },
];
