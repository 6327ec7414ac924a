-- title: What was known of the plan on a day?
-- title_ar: ماذا كان معروفا من الخطة في يوم بعينه؟
-- description: Provisions whose source, or a further source that supports the whole row, was public by the day (the last day of the record if none is given).
-- description_ar: الأحكام التي كان مصدرها، أو مصدر آخر يؤيد الصف كله، علنيا بحلول ذلك اليوم (آخر يوم في السجل إن لم يُذكر يوم).
select p.plan_point_id, p.plan_version_id, p.topic_id, p.summary_en, p.summary_ar, min(e.public_by_on) as known_since_on
from plan_points p
join evidence e on e.table_name = 'plan_points' and e.record_id = p.plan_point_id
  and (e.relation = 'rests_on' or (e.relation = 'supports' and e.column_name is null))
group by p.plan_point_id
having known_since_on <= case :day when '' then '9999-12-31' else :day end
order by p.plan_version_id, p.topic_id, p.rowid
