-- Rows of the derived tables, once evidence is there.
insert into known_since
select e.table_name, e.record_id, min(e.public_by_on),
    min(case when e.relation = 'rests_on' and s.published_on is null and s.public_by_on = s.accessed_on
        then 'false' else 'true' end)
from evidence e join sources s using (source_id)
where e.relation = 'rests_on' or (e.relation = 'supports' and e.column_name is null) group by e.table_name, e.record_id;
insert into independent_sources
select table_name, record_id, count(distinct origin), count(distinct source_id), iif(count(distinct origin) < 2, 'true', 'false')
from (
    -- the origin of a place: the outlet that reports it there, else the agency of the source, its publisher, or the source itself
    select e.table_name, e.record_id, e.source_id,
        coalesce(iif(a.actor_type = 'outlet', e.reported_by_id, null), s.origin_id, s.publisher_id, e.source_id) as origin
    from evidence e join sources s using (source_id) left join actors a on a.actor_id = e.reported_by_id
    where e.relation = 'rests_on' or (e.relation = 'supports' and e.column_name is null))
group by table_name, record_id;
insert into grid
select t.topic_id, v.plan_version_id,
    case
        when max(p.how_known = 'text') then 'text'
        when max(p.how_known = 'party_account') then 'read_out_by_party'
        when count(p.plan_point_id) > 0 then 'reported'
        when exists (select 1 from plan_point_changes c join plan_points f on f.plan_point_id = c.from_point_id
                     where c.to_version_id = v.plan_version_id and c.change = 'reported_removed' and f.topic_id = t.topic_id)
            then 'reported'
        when v.text_read = 'all' and v.text_status in ('published', 'leaked_in_full') then 'not_in_the_text'
        when (select min(c.change = 'removed') from plan_point_changes c join plan_points f on f.plan_point_id = c.from_point_id
              where c.to_version_id = v.plan_version_id and f.topic_id = t.topic_id and f.point_number is not null) = 1
            then 'not_in_the_text'
        else 'not_known'
    end as state,
    count(p.plan_point_id) as provisions
from topics t cross join plan_versions v
left join plan_points p on p.topic_id = t.topic_id and p.plan_version_id = v.plan_version_id
where t.topic_id in (select topic_id from plan_points)
group by t.topic_id, v.plan_version_id;
insert into timeline_rows
select 'statements', s.statement_id, 'true', s.topic_id, a.side, a.actor_id,
    case when k.dated = 'false' and s.date_basis = 'source_day' then '9999' else s.date_latest end, k.known_since_on
from statements s join known_since k on k.table_name = 'statements' and k.record_id = s.statement_id
left join actors a on a.actor_id = coalesce(s.position_of_id, s.speaker_id)
union all
select 'plan_versions', v.plan_version_id, case when t.topic_id is null then 'true' else 'false' end, t.topic_id, a.side, a.actor_id,
    case when k.dated = 'false' and v.date_basis = 'source_day' then '9999' else v.date_latest end, k.known_since_on
from plan_versions v join known_since k on k.table_name = 'plan_versions' and k.record_id = v.plan_version_id
join (select distinct plan_version_id, topic_id from plan_points union all select plan_version_id, null from plan_versions) t
    using (plan_version_id)
left join actors a on a.actor_id = v.drafted_by_id
union all
select 'events', e.event_id, case when p.side is null then 'true' else 'false' end, null, p.side, null,
    case when k.dated = 'false' and e.date_basis = 'source_day' then '9999' else e.date_latest end, k.known_since_on
from events e join known_since k on k.table_name = 'events' and k.record_id = e.event_id
join (select distinct event_id, side from event_participants join actors using (actor_id) where side is not null
    union all select event_id, null from events) p using (event_id);
create index timeline_rows_by_day on timeline_rows (general, sort_on);
create index timeline_rows_by_topic on timeline_rows (topic_id, sort_on);
create index timeline_rows_by_side on timeline_rows (side, sort_on);
create index timeline_rows_by_actor on timeline_rows (actor_id, topic_id, sort_on);
insert into timeline_counts
select kind, sort_on, general, topic_id, side, known_since_on, count(*) from timeline_rows group by 1, 2, 3, 4, 5, 6;
insert into claim_counts
select c.place_id, case when k.dated = 'false' and c.date_basis = 'source_day' then '9999' else c.date_latest end, c.polarity,
    c.claimant_id, k.known_since_on, count(*) from territorial_claims c
join known_since k on k.table_name = 'territorial_claims' and k.record_id = c.territorial_claim_id group by 1, 2, 3, 4, 5;
insert into known_counts
select day, sum(rows), sum(sources) from (
    select known_since_on as day, count(*) as rows, 0 as sources from known_since group by 1
    union all select public_by_on, 0, count(*) from sources group by 1) group by day;
create index evidence_by_day on evidence (public_by_on, table_name) where relation = 'rests_on';
create index statements_by_version_and_day on statements (plan_version_id, date_latest);
create index claims_by_place_and_day on territorial_claims (place_id, date_latest);
create index figures_by_counter_and_day on casualty_figures (counted_by_id, date_latest);
create index claim_counts_by_place on claim_counts (place_id);
create index sources_by_day on sources (published_on);
create index versions_by_day on plan_versions (date_latest);
create index stances_by_topic on statements (topic_id, date_latest) where stance is not null;
create index answers_by_topic on statements (topic_id, date_latest) where responds_to_id is not null;
create index series_by_position on series_members (position, series_id);
create index series_by_series on series_members (series_id);
create index points_by_topic_and_version on plan_points (topic_id, plan_version_id, place_id);
