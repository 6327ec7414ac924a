-- title: What does a version leave unsaid?
-- title_ar: عمّا تسكت نسخة بعينها؟
-- description: Topics on which a version (e3-counter-draft if none is given) has nothing: because its text, or each point where it would stand, was read and is silent; or because that is not known.
-- description_ar: الموضوعات التي لا ترد في نسخة (e3-counter-draft إن لم تُذكر): إما لأن نصها، أو كل بند كانت سترد فيه، قُرئ وهو ساكت عنها، وإما لأن ذلك غير معروف.
select g.topic_id, g.state
from grid g
where g.plan_version_id = case :version when '' then 'e3-counter-draft' else :version end
  and g.state in ('not_in_the_text', 'not_known')
order by g.state, g.topic_id
