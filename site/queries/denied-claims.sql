-- home: 4
-- title: Which claims about places are disputed, and by whom?
-- title_ar: أي ادعاءات عن الأماكن متنازع عليها، ومن ينازع فيها؟
-- description: Each claim beside what denies it, doubts it or differs from it. The record does not say who is right.
-- description_ar: كل ادعاء إلى جانب ما ينفيه أو يشكك فيه أو يخالفه. ولا يقول السجل من المحق.
select place_id, claim_id, claimant_id, claim_type, holder_id, date_latest, disputed_by_claim_id, disputed_by_id, polarity,
       disputing_claim_type, disputing_part_en, disputing_part_ar, disputed_on, source_id, locator
from disputes
order by place_id, date_latest, claim_id, disputed_on
