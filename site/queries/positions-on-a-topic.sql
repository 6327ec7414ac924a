-- title: Where does each side stand on a topic?
-- title_ar: أين يقف كل طرف من موضوع بعينه؟
-- description: Statements on a topic (plan-as-a-whole if none is given) by whose position it is; a position told by another names who tells it.
-- description_ar: التصريحات عن موضوع (plan-as-a-whole إن لم يُذكر) حسب صاحب الموقف؛ والموقف الذي يرويه غيره يُذكر راويه.
select coalesce(s.position_of_id, s.speaker_id) as position_of_id,
       case when s.position_of_id <> s.speaker_id then s.speaker_id end as told_by_id,
       s.stance, s.speech_act, s.summary_en, s.summary_ar, s.date_latest, s.statement_id, s.source_id, s.locator
from statements s
where s.topic_id = case :topic when '' then 'plan-as-a-whole' else :topic end
order by position_of_id is null, position_of_id, s.date_latest, s.rowid
