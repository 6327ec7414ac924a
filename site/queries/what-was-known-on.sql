-- title: What was known of the plan on a day?
-- title_ar: ماذا كان معروفا من الخطة في يوم بعينه؟
-- description: Provisions whose source, or a further source that supports the whole row, was public by the day (the last day of the record if none is given).
-- description_ar: الأحكام التي كان مصدرها، أو مصدر آخر يؤيد الصف كله، علنيا بحلول ذلك اليوم (آخر يوم في السجل إن لم يُذكر يوم).
select p.plan_point_id, p.plan_version_id, p.topic_id, p.summary_en, p.summary_ar, k.known_since_on
from plan_points p
join known_since k on k.table_name = 'plan_points' and k.record_id = p.plan_point_id
where k.known_since_on <= case :day when '' then '9999-12-31' else :day end
order by p.plan_version_id, p.topic_id, p.rowid
