-- home: 5
-- title: Who said what on a day?
-- title_ar: من قال ماذا في يوم بعينه؟
-- description: Statements that can have been voiced on the day (2025-12-02 if none is given); those dated only by their source count on the day of the source.
-- description_ar: التصريحات التي يمكن أن تكون قيلت في ذلك اليوم (2025-12-02 إن لم يُذكر يوم)؛ وما لا يؤرخه إلا مصدره يُحسب في يوم المصدر.
select s.statement_id, s.speaker_id, s.position_of_id, s.speech_act, s.topic_id, s.summary_en, s.summary_ar,
       s.date_earliest, s.date_latest, s.date_basis, s.source_id, s.locator
from statements s
where case :day when '' then '2025-12-02' else :day end
      between coalesce(s.date_earliest, s.date_latest) and s.date_latest
order by s.date_earliest is null, s.speaker_id is null, s.speaker_id, s.rowid
