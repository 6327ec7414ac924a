-- home: 4
-- title: Which claims about places are disputed, and by whom?
-- title_ar: أي ادعاءات عن الأماكن متنازع عليها، ومن ينازع فيها؟
-- description: Each claim beside what denies it, doubts it or differs from it. The record does not say who is right.
-- description_ar: كل ادعاء إلى جانب ما ينفيه أو يشكك فيه أو يخالفه. ولا يقول السجل من المحق.
select a.place_id, a.territorial_claim_id as claim_id, a.claimant_id, a.claim_type, a.holder_id, a.date_latest,
       b.territorial_claim_id as disputed_by_claim_id, b.claimant_id as disputed_by_id, b.polarity,
       b.claim_type as disputing_claim_type, b.part_en, b.part_ar, b.source_id, b.locator
from territorial_claims b
join territorial_claims a on a.territorial_claim_id = b.disputes_id
order by a.place_id, a.rowid, b.rowid
