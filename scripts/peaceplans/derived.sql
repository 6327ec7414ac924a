-- What is derived from the tables of the package: filled in Python where it needs links, in derived_rows.sql otherwise.
create table codebook_tables (
    table_name text primary key not null, position integer not null,
    title_en text not null, title_ar text not null, description_en text not null, description_ar text not null,
    key_column text not null, label_column text not null, row_count integer not null) strict;
create table codebook_columns (
    table_name text not null references codebook_tables (table_name), column_name text not null,
    position integer not null, type text not null, required text not null, empty_means text,
    title_en text not null, title_ar text not null, description_en text not null, description_ar text not null,
    refers_to text, primary key (table_name, column_name)) strict;
create table codebook_codes (
    table_name text not null references codebook_tables (table_name), column_name text not null, code text not null,
    position integer not null, label_en text not null, label_ar text not null,
    definition_en text not null, definition_ar text not null, example_en text not null, example_ar text not null,
    primary key (table_name, column_name, code)) strict;
create table codebook_package (name text primary key not null, version text not null) strict;
create table codebook_queries (
    query_name text primary key not null, home_position integer, title_en text not null, title_ar text not null,
    description_en text not null, description_ar text not null, sql text not null) strict;
create table evidence (
    table_name text not null, record_id text not null, corroboration_id text references corroborations (corroboration_id),
    relation text not null, column_name text, other_value text, what_differs_en text, what_differs_ar text,
    source_id text not null references sources (source_id), reported_by_id text references actors (actor_id),
    how_known text not null, locator text not null, anchor text not null, words_url text, public_by_on text not null) strict;
create table independent_sources (
    table_name text not null, record_id text not null, origins integer not null, documents integer not null,
    rests_on_one text not null, primary key (table_name, record_id)) strict;
create table known_since (
    table_name text not null, record_id text not null, known_since_on text not null, dated text not null,
    primary key (table_name, record_id)) strict, without rowid;
create view positions as
select coalesce(s.position_of_id, s.speaker_id) as actor_id,
    case when s.position_of_id <> s.speaker_id then s.speaker_id end as told_by_id,
    s.topic_id, s.plan_version_id, s.stance, s.speech_act, s.date_earliest, s.date_latest, k.known_since_on,
    s.summary_en, s.summary_ar, s.statement_id, s.source_id, s.locator
from statements s join known_since k on k.table_name = 'statements' and k.record_id = s.statement_id
where coalesce(s.position_of_id, s.speaker_id) is not null and s.topic_id is not null;
create view timeline as
select r.date_earliest, r.date_latest, k.known_since_on, r.table_name, r.record_id, r.kind, r.title_en, r.title_ar
from (
    select 'events' as table_name, event_id as record_id, event_type as kind, date_earliest, date_latest,
        name_en as title_en, name_ar as title_ar from events
    union all select 'plan_versions', plan_version_id, kind, date_earliest, date_latest, name_en, name_ar from plan_versions
    union all select 'statements', statement_id, speech_act, date_earliest, date_latest, summary_en, summary_ar from statements
    union all select 'territorial_claims', c.territorial_claim_id, c.claim_type, c.date_earliest, c.date_latest,
        p.name_en, p.name_ar from territorial_claims c join places p using (place_id)) r
join known_since k using (table_name, record_id);
create view disputes as
select c.territorial_claim_id as claim_id, c.place_id, c.part_en, c.part_ar, c.claimant_id, c.claim_type, c.holder_id,
    c.date_earliest, c.date_latest, k.known_since_on,
    d.territorial_claim_id as disputed_by_claim_id, d.polarity, d.claimant_id as disputed_by_id,
    d.claim_type as disputing_claim_type, d.part_en as disputing_part_en, d.part_ar as disputing_part_ar,
    d.date_latest as disputed_on, kd.known_since_on as dispute_known_since_on, d.source_id, d.locator
from territorial_claims d join territorial_claims c on c.territorial_claim_id = d.disputes_id
join known_since k on k.table_name = 'territorial_claims' and k.record_id = c.territorial_claim_id
join known_since kd on kd.table_name = 'territorial_claims' and kd.record_id = d.territorial_claim_id;
create table series_members (
    series_id text not null references casualty_figures (casualty_figure_id),
    casualty_figure_id text primary key not null references casualty_figures (casualty_figure_id),
    position integer not null) strict;
create view casualty_series as
select s.series_id, f.*, k.known_since_on
from series_members s join casualty_figures f using (casualty_figure_id)
join known_since k on k.table_name = 'casualty_figures' and k.record_id = f.casualty_figure_id;
create index evidence_by_record on evidence (table_name, record_id);
create index evidence_by_source on evidence (source_id);
create table grid (
    topic_id text not null references topics (topic_id), plan_version_id text not null references plan_versions (plan_version_id),
    state text not null, provisions integer not null, primary key (topic_id, plan_version_id)) strict, without rowid;
create table timeline_rows (
    kind text not null, record_id text not null, general text not null, topic_id text, side text, actor_id text,
    sort_on text not null, known_since_on text not null) strict;
create table timeline_counts (
    kind text not null, day text not null, general text not null, topic_id text, side text, known_since_on text not null,
    n integer not null) strict;
create table claim_counts (
    place_id text not null, day text not null, polarity text not null, claimant_id text, known_since_on text not null,
    n integer not null) strict;
create table known_counts (known_since_on text primary key not null, rows integer not null, sources integer not null) strict;
