-- title: Where does each side stand on a topic?
-- title_ar: أين يقف كل طرف من موضوع بعينه؟
-- description: Statements on a topic (plan-as-a-whole if none is given) by whose position it is; a position told by another names who tells it.
-- description_ar: التصريحات عن موضوع (plan-as-a-whole إن لم يُذكر) حسب صاحب الموقف؛ والموقف الذي يرويه غيره يُذكر راويه.
select actor_id, told_by_id, stance, speech_act, summary_en, summary_ar, date_latest, statement_id, source_id, locator
from positions
where topic_id = case :topic when '' then 'plan-as-a-whole' else :topic end
order by actor_id, date_latest, statement_id
