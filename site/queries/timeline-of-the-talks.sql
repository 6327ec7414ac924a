-- title: What happened when, and since when is it known?
-- title_ar: ماذا حدث ومتى، ومنذ متى عُرف؟
-- description: Events, versions, statements and claims in one order of time, with the day by which each was public; only what was known by a day, if one is given.
-- description_ar: الأحداث والنسخ والتصريحات والادعاءات بترتيب زمني واحد، مع اليوم الذي كان كل منها علنيا بحلوله؛ ولا يظهر إلا ما كان معروفا في يوم إن ذُكر.
select date_earliest, date_latest, known_since_on, table_name, record_id, title_en, title_ar
from timeline
where known_since_on <= case :day when '' then '9999-12-31' else :day end
order by date_latest, table_name, record_id
