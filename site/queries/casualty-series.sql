-- title: Which figures can be read as a series?
-- title_ar: أي أرقام تُقرأ سلسلةً واحدة؟
-- description: Cumulative figures by one counter of one population and one outcome from one start. A later one holds the earlier ones: they are not added up.
-- description_ar: أرقام تراكمية لصاحب إحصاء واحد عن فئة واحدة ونتيجة واحدة من بداية واحدة. والمتأخر منها يضم ما قبله، فلا تُجمع.
select series_id, casualty_figure_id, counted_by_id, whose_losses_id, category, population, outcome, value_low, value_high, unit,
       qualifier, method, date_latest, known_since_on, source_id, locator
from casualty_series
order by series_id, date_latest, casualty_figure_id
