-- title: Which statements answer or deny another?
-- title_ar: أي تصريحات ترد على غيرها أو تنفيها؟
-- description: Each answer beside the statement that it answers.
-- description_ar: كل ردّ إلى جانب التصريح الذي يرد عليه.
select b.statement_id, b.speaker_id, b.speech_act, b.summary_en, b.summary_ar,
       a.statement_id as answered_statement_id, a.speaker_id as answered_speaker_id,
       a.summary_en as answered_en, a.summary_ar as answered_ar, b.source_id, b.locator
from statements b
join statements a on a.statement_id = b.responds_to_id
order by b.date_latest, b.rowid
