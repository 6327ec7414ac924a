-- title: Which events are planned, cancelled or only alleged?
-- title_ar: أي أحداث مقررة أو ملغاة أو مزعومة فقط؟
-- description: Events that a source does not itself say took place.
-- description_ar: أحداث لا يقول مصدرها بنفسه إنها وقعت.
select event_id, event_type, status, name_en, name_ar, place_id, date_earliest, date_latest, reported_by_id, source_id, locator
from events
where status <> 'held'
order by date_latest, rowid
