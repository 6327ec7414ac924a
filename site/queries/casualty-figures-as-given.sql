-- title: Which figures of casualties are given, and by whom?
-- title_ar: أي أرقام للضحايا ذُكرت، ومن ذكرها؟
-- description: Each figure as given, with its counter, period and what is ambiguous in it. The rows must not be added up.
-- description_ar: كل رقم كما ذُكر، مع صاحب الإحصاء والمدة وما يلتبس فيه. ولا تُجمع الصفوف.
select casualty_figure_id, counted_by_id, category, population, outcome, value_low, value_high, unit, qualifier,
       period_from_on, period_to_on, cumulative, ambiguous_column, note_en, note_ar, source_id, locator
from casualty_figures
order by date_latest, rowid
