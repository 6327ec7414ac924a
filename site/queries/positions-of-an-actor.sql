-- title: Where does one actor stand, topic by topic?
-- title_ar: أين يقف فاعل بعينه موضوعا موضوعا؟
-- description: Statements that tell the position of an actor (volodymyr-zelensky if none is given), by topic and time; a position told by another names who tells it.
-- description_ar: تصريحات تبيّن موقف فاعل (volodymyr-zelensky إن لم يُذكر) حسب الموضوع والزمن؛ والموقف الذي يرويه غيره يُذكر راويه.
select topic_id, date_latest, stance, speech_act, summary_en, summary_ar, told_by_id, known_since_on, statement_id, source_id, locator
from positions
where actor_id = case :actor when '' then 'volodymyr-zelensky' else :actor end
order by topic_id, date_latest, statement_id
