-- title: Can these figures be added up?
-- title_ar: هل تُجمع هذه الأرقام؟
-- description: Ids of figures, separated by commas. A sum is given only where one counter counted separate spans of one population and one outcome; else the reason why there is none.
-- description_ar: معرّفات أرقام تفصل بينها فواصل. ولا يُعطى مجموع إلا حيث أحصى صاحب إحصاء واحد مُددا منفصلة لفئة واحدة ونتيجة واحدة، وإلا فسبب عدم الجمع.
with asked as (
    select f.* from casualty_figures f
    join json_each('["' || replace(replace(:figures, ' ', ''), ',', '","') || '"]') j on f.casualty_figure_id = j.value
), reasons (reason_en, reason_ar) as (
    select 'fewer than two figures of the record are named', 'لم يُذكر رقمان من السجل على الأقل'
    where (select count(*) from asked) < 2
    union all select 'they are not the count of one counter', 'ليست إحصاء جهة واحدة'
    where (select count(distinct coalesce(counted_by_id, casualty_figure_id) || '/' || coalesce(based_on_id, '')) from asked) > 1
    union all select 'they count different people or outcomes: killed, injured, missing and captured are not one thing',
        'تُحصي أناسا أو نتائج مختلفة: فالقتلى والجرحى والمفقودون والأسرى ليسوا شيئا واحدا'
    where (select count(distinct category || population || outcome || unit || coalesce(whose_losses_id, '')) from asked) > 1
    union all select 'one is cumulative and holds what came before it', 'أحدها تراكمي يضم ما قبله'
    where exists (select 1 from asked where cumulative = 'true')
    union all select 'one is a part of another, or replaces it', 'أحدها جزء من آخر أو بديل منه'
    where exists (select 1 from asked a join asked b on b.casualty_figure_id in (a.part_of_id, a.supersedes_id))
    union all select 'a period is not known, or two overlap', 'مدة أحدها غير معروفة أو تتداخل مدتان'
    where exists (select 1 from asked where period_from_on is null or period_to_on is null)
       or exists (select 1 from asked a join asked b on a.casualty_figure_id < b.casualty_figure_id
                  and a.period_from_on <= b.period_to_on and b.period_from_on <= a.period_to_on)
    union all select 'a figure has no number, or is ambiguous', 'أحدها بلا رقم أو ملتبس'
    where exists (select 1 from asked where ambiguous_column is not null or coalesce(value_low, value_high) is null)
)
select case when exists (select 1 from reasons) then null when count(value_low) = count(*) then sum(value_low) end as value_low,
       case when exists (select 1 from reasons) then null when count(value_high) = count(*) then sum(value_high) end as value_high,
       (select group_concat(reason_en, '; ') from reasons) as reason_en, (select group_concat(reason_ar, '؛ ') from reasons) as reason_ar
from asked
