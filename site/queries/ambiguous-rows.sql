-- title: Where does a source let one read it in several ways?
-- title_ar: أين يحتمل المصدر أكثر من قراءة؟
-- description: Rows with an ambiguous column, and the readings.
-- description_ar: صفوف فيها عمود ملتبس، مع القراءات الممكنة.
select 'events' as table_name, event_id as record_id, ambiguous_column, note_en, note_ar, source_id, locator from events where ambiguous_column is not null
union all select 'plan_versions', plan_version_id, ambiguous_column, note_en, note_ar, source_id, locator from plan_versions where ambiguous_column is not null
union all select 'plan_points', plan_point_id, ambiguous_column, note_en, note_ar, source_id, locator from plan_points where ambiguous_column is not null
union all select 'statements', statement_id, ambiguous_column, note_en, note_ar, source_id, locator from statements where ambiguous_column is not null
union all select 'territorial_claims', territorial_claim_id, ambiguous_column, note_en, note_ar, source_id, locator from territorial_claims where ambiguous_column is not null
union all select 'casualty_figures', casualty_figure_id, ambiguous_column, note_en, note_ar, source_id, locator from casualty_figures where ambiguous_column is not null
order by table_name, record_id
