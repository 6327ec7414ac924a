-- title: What was claimed of a place, up to a day?
-- title_ar: ماذا ادُّعي عن مكان حتى يوم بعينه؟
-- description: Claims about the place that were voiced by the day, and public by the other day (the whole record if a day is empty; Pokrovsk if no place is named).
-- description_ar: الادعاءات عن المكان التي قيلت بحلول اليوم، وكانت علنية بحلول اليوم الآخر (السجل كله إن تُرك اليوم فارغا؛ وبوكروفسك إن لم يُذكر مكان).
select c.territorial_claim_id, c.date_earliest, c.date_latest, c.claimant_id, c.claim_type, c.polarity, c.holder_id, c.part_en,
       c.part_ar, c.value_low, c.value_high, c.unit, c.qualifier, c.disputes_id, k.known_since_on, c.source_id, c.locator
from territorial_claims c
join known_since k on k.table_name = 'territorial_claims' and k.record_id = c.territorial_claim_id
where c.place_id = case :place when '' then 'pokrovsk' else :place end
  and c.date_latest <= case :day when '' then '9999-12-31' else :day end
  and k.known_since_on <= case :known_on when '' then '9999-12-31' else :known_on end
order by c.date_latest, c.rowid
