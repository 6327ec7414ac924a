-- home: 2
-- title: What does one version provide?
-- title_ar: علامَ تنص نسخة بعينها؟
-- description: Every provision known of a version (by its id, as in us-28), by topic.
-- description_ar: كل ما يُعرف من أحكام نسخة (بمعرّفها، مثل us-28) مرتبا حسب الموضوع.
select p.plan_point_id, p.topic_id, p.summary_en, p.summary_ar, p.modality, p.obliged_id, p.agreement, p.how_known,
       p.source_id, p.locator
from plan_points p
where p.plan_version_id = case :version when '' then 'us-28' else :version end
order by p.topic_id, p.rowid
