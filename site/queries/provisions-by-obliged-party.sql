-- title: What is each party to do?
-- title_ar: ماذا على كل طرف أن يفعل؟
-- description: Provisions of a version (us-28 if none is given) by who is to do or bear them, duties shared in a group included.
-- description_ar: أحكام نسخة (us-28 إن لم تُذكر) حسب من عليه أن يفعلها أو يتحملها، ومنها ما يشترك فيه أعضاء مجموعة.
select p.obliged_id, p.plan_point_id, p.point_number, p.clause, p.topic_id, p.modality, p.summary_en, p.summary_ar, p.source_id, p.locator
from plan_points p
where p.plan_version_id = case :version when '' then 'us-28' else :version end
  and (:actor = '' or p.obliged_id = :actor
       or p.obliged_id in (select group_id from group_members where member_id = :actor))
order by p.obliged_id is null, p.obliged_id, p.rowid
