-- home: 3
-- title: What changed between two versions?
-- title_ar: ما الذي تغيّر بين نسختين؟
-- description: Each step of a provision from one version to another; a change reported as not known says that the other text does not let one tell.
-- description_ar: كل خطوة لحكم من نسخة إلى أخرى؛ و«غير معروف» تعني أن النص الآخر لا يسمح بالقول.
select c.plan_point_change_id, c.change, c.what_changed_en, c.what_changed_ar,
       a.summary_en as before_en, b.summary_en as after_en, a.summary_ar as before_ar, b.summary_ar as after_ar,
       c.pairing_is_ours, c.how_known, c.source_id, c.locator
from plan_point_changes c
left join plan_points a on a.plan_point_id = c.from_point_id
left join plan_points b on b.plan_point_id = c.to_point_id
where c.from_version_id = case :from_version when '' then 'us-28' else :from_version end
  and c.to_version_id = case :to_version when '' then 'geneva-version' else :to_version end
order by c.change = 'not_known', c.rowid
