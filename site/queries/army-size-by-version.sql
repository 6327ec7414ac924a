-- home: 1
-- title: What did each version say on the size of Ukraine's army?
-- title_ar: ماذا قالت كل نسخة عن حجم الجيش الأوكراني؟
-- description: Provisions on the size of the Ukrainian armed forces, version by version, each with how it is known.
-- description_ar: الأحكام المتعلقة بحجم القوات المسلحة الأوكرانية نسخة بعد نسخة، مع كيفية معرفة كل منها.
select v.plan_version_id, p.plan_point_id, p.summary_en, p.summary_ar, p.value_low, p.value_high, p.unit, p.qualifier,
       p.how_known, p.source_id, p.locator
from plan_points p
join plan_versions v using (plan_version_id)
where p.topic_id = 'army-size'
order by v.date_latest, v.plan_version_id, p.rowid
