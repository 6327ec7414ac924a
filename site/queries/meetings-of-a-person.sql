-- title: At which events was a person?
-- title_ar: في أي أحداث كان شخص بعينه؟
-- description: Events of an actor (steve-witkoff if none is given) and the part taken.
-- description_ar: أحداث فاعل (steve-witkoff إن لم يُذكر) والدور فيها.
select e.event_id, e.name_en, e.name_ar, e.status, p.part, e.place_id, e.date_earliest, e.date_latest, p.source_id, p.locator
from event_participants p
join events e using (event_id)
where p.actor_id = case :actor when '' then 'steve-witkoff' else :actor end
order by e.date_latest, e.rowid
