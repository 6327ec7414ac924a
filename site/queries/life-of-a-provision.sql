-- title: What became of one matter, version by version?
-- title_ar: ماذا آل إليه موضوع واحد نسخة بعد نسخة؟
-- description: Every version in the order in which it was drawn up, what it provides on a topic (zaporizhzhia-plant if none is given), how that is known, and on how many independent origins it rests.
-- description_ar: النسخ بترتيب وضعها، وما تنص عليه في موضوع (zaporizhzhia-plant إن لم يُذكر)، وكيف عُرف ذلك، وعلى كم أصل مستقل يستند.
select v.plan_version_id, g.state, p.plan_point_id, p.summary_en, p.summary_ar, p.point_number, p.clause, p.value_low, p.value_high, p.unit,
       p.qualifier, p.agreement, p.option_label, p.position_of_id, p.how_known, i.origins, p.source_id, p.locator
from plan_versions v
join grid g on g.plan_version_id = v.plan_version_id
  and g.topic_id = case :topic when '' then 'zaporizhzhia-plant' else :topic end
left join plan_points p on p.plan_version_id = v.plan_version_id and p.topic_id = g.topic_id
left join independent_sources i on i.table_name = 'plan_points' and i.record_id = p.plan_point_id
order by v.date_latest, v.plan_version_id, p.rowid
