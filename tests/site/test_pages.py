"""Every kind of page answers on both Datasettes, in both languages, safely."""

import json
import re

import pytest

from builders import PACKAGE
from peaceplans.named_queries import read_queries
from peaceplans.package import ROOT

DB = f"/{PACKAGE.name}"
QUERIES = read_queries(ROOT / "site" / "queries")
READER = ["/", "/compare", "/compare?all=1", "/topic/army-size", "/topic/territory", "/version/us-28", "/version/us-20?page=2",
          "/point/us-28-p06-army", "/actor/vladimir-putin", "/event/moscow-talks-20251202", "/place/pokrovsk",
          "/source/moscow-talks-article-20251203", "/statement/zelensky-end-war-for-good", "/claim/russia-holds-pokrovsk",
          "/figure/civilians-since-invasion-20251203", "/timeline", "/timeline?side=russia&kind=statements&topic=ceasefire",
          "/map", "/map?place=pokrovsk&day=2025-12-02", "/casualties", "/search?q=compromise", "/report/us-28-p06-army", "/as-of",
          "/?as_of=2025-11-25", "/compare?as_of=2025-11-25"]
ENGLISH_WORD = re.compile(r">\s*(?:Search|Show|Next page|Columns|How we know|In detail|Cite|Home)\b")


def first_id(tables, table):
    rows = tables[table.name]
    return rows[0][table.key] if rows else None


@pytest.fixture(scope="session")
def paths(tables):
    rows = [f"{DB}/{t.name}/{first_id(tables, t)}" for t in PACKAGE.tables if first_id(tables, t)]
    return [*READER, DB, *(f"{DB}/{t.name}" for t in PACKAGE.tables), *rows, *(f"{DB}/{q.name}" for q in QUERIES)]


def test_every_page_answers_in_both_languages(site, paths):
    for path in paths:
        english, arabic = site.get(path), site.get("/ar" + path.removeprefix("/") if path[:2] in ("/", "/?") else f"/ar{path}")
        assert (path, english.status, arabic.status) == (path, 200, 200)
        assert '<html lang="en" dir="ltr">' in english.body
        assert '<html lang="ar" dir="rtl">' in arabic.body
        assert not ENGLISH_WORD.search(arabic.body), path
        assert "&lt;" not in english.body.split("<pre")[0], f"{path}: markup of ours is shown as text"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_heading_of_a_question_is_arabic_in_arabic(site, query):
    page = site.get(f"/ar{DB}/{query.name}").body
    headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    assert headings
    assert [heading for heading in headings if not re.search("[\u0621-\u064a]", heading)] == []


def test_a_page_in_arabic_leads_to_pages_in_arabic(site):
    page = site.get(f"/ar{DB}/plan_points").body
    links = re.findall(r'href="(/[^"]*)"', page)
    assert links
    leaving = [link for link in links if not link.startswith(("/ar/", "/static/")) and link != "/ar"]
    assert leaving == [f"{DB}/plan_points", f"{DB}/plan_points"], "only the switch of language leaves Arabic"


def test_the_switch_keeps_page_and_parameters(site):
    page = site.get(f"{DB}/statements?speaker_id=yuri-ushakov").body
    assert f'href="/ar{DB}/statements?speaker_id=yuri-ushakov" hreflang="ar"' in page
    back = site.get(f"/ar{DB}/statements?speaker_id=yuri-ushakov").body
    assert f'href="{DB}/statements?speaker_id=yuri-ushakov" hreflang="en"' in back


def test_a_row_shows_the_words_the_place_and_both_languages(site, tables):
    row = tables.find("statements", "zelensky-end-war-for-good")
    page = site.get(f"{DB}/statements/zelensky-end-war-for-good").body
    assert f"<h1><bdi>{row['summary_en']}</bdi></h1>" in page
    assert f'<p class="other-language" lang="ar" dir="rtl">{row["summary_ar"]}</p>' in page
    assert "يجب أن تُنهي الحرب نهائياً" in page
    assert "¶13" in page
    assert 'href="/source/moscow-talks-article-20251203"' in page


def test_a_further_place_stands_beside_the_first(site):
    page = site.get(f"{DB}/statements/ushakov-no-compromise-yet").body
    assert page.index("¶5") < page.index("¶20")
    assert "supports" in page


def test_labels_are_in_the_language_of_the_page(site):
    assert "shall not" in site.get(f"{DB}/plan_points/geneva-no-nato-troops").body
    arabic = site.get(f"/ar{DB}/plan_points/geneva-no-nato-troops").body
    assert ">منع<" in arabic
    assert "حلف شمال الأطلسي (الناتو)" in arabic


@pytest.mark.parametrize(("asked", "found"), [("نهائيا", "zelensky-end-war-for-good"), ("نهائياً", "zelensky-end-war-for-good"),
                                              ("compromise", "ushakov-no-compromise-yet")])
def test_search_folds_the_question(site, asked, found):
    rows = json.loads(site.get(f"{DB}/statements.json?_shape=array&_search={asked}").body)
    assert found in {row["statement_id"] for row in rows}


def test_numbers_filter_as_numbers(site):
    rows = json.loads(site.get(f"{DB}/plan_points.json?_shape=array&value_high=600000&topic_id=army-size").body)
    assert {row["plan_version_id"] for row in rows} >= {"us-28"}


def test_table_pages_have_facets_columns_and_labels(site):
    page = site.get(f"{DB}/statements").body
    for word in ("Speaker", "Speech act", "Who voices it", "Narrow down", "Yuri Ushakov"):
        assert word in page


def test_every_answer_has_safe_headers_and_asks_no_third_party(site, paths):
    for path in paths[:6] + paths[-2:]:
        for prefix in ("", "/ar"):
            answer = site.get(prefix + path)
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            outside = re.findall(r'(?:src|<link[^>]*href)="(https?://[^"]*)"', answer.body)
            assert outside == []


@pytest.mark.parametrize("path", ["//example.com/", "/\\example.com/", "/\\/example.com", "///example.com", "/ar//example.com",
                                  "/a\\b", "/../../etc/passwd", "/static/../metadata.json"])
def test_hostile_paths_are_refused(site, path):
    answer = site.get(path)
    assert answer.status == 400
    assert "location" not in answer.headers


@pytest.mark.parametrize("path", ["/nothing", f"{DB}/nothing", f"{DB}/statements/nothing", "/ar/nothing", "/arabic"])
def test_unknown_addresses_answer_404_with_a_way_home(site, path):
    answer = site.get(path)
    assert answer.status == 404
    assert ('href="/ar"' if path.startswith("/ar/") else 'href="/"') in answer.body


HOSTILE = ["<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "' or 1=1 --", "%00", "../../etc/passwd", "{{7*7}}", "a" * 3000]


@pytest.mark.parametrize("value", HOSTILE)
def test_every_value_from_the_address_is_escaped(site, value):
    for path in (f"{DB}/statements?_search={value}", f"{DB}/statements?speaker_id={value}", f"{DB}/what-changed?from_version={value}",
                 f"/ar{DB}/statements?summary_ar__contains={value}", f"{DB}/statements/{value.replace('/', '~2F')}"):
        answer = site.get(path)
        assert answer.status < 500, path
        assert "<script>alert" not in answer.body
        assert "<img src=x" not in answer.body


@pytest.mark.parametrize("sql", ["select hex(zeroblob(200000000))", "select 1; drop table actors", "delete from actors",
                                 "with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c",
                                 "attach database '/tmp/x.db' as x"])
def test_a_query_cannot_harm(site, sql):
    for path in (f"{DB}.json?sql={sql}", f"{DB}/-/query.json?sql={sql}"):
        answer = site.get(path)
        assert len(answer.body) < 100_000
        assert '"ok": true' not in answer.body or '"rows": []' in answer.body


def test_a_stock_datasette_serves_the_folder_immutable(site, folder):
    databases = json.loads(site.get("/-/databases.json").body)
    databases = databases["databases"] if isinstance(databases, dict) else databases
    assert [(d["name"], d["is_mutable"]) for d in databases if not d["name"].startswith("_")] == [(PACKAGE.name, False)]
    assert (folder / "inspect-data.json").exists()


BUILT = ("name_", "state_", "nav_", "about_", "chain_", "beside_", "steps_", "group_", "quantity_", "holder_", "unit_many_",
         "locator_")  # the key is put together


def test_interface_words_are_the_same_in_both_languages():
    english, arabic = (json.loads((ROOT / "site" / "strings" / f"{lang}.json").read_text()) for lang in ("en", "ar"))
    assert list(english) == list(arabic)
    for key in english:
        assert re.findall(r"{\w+}", english[key]) == re.findall(r"{\w+}", arabic[key]), key
        if key not in ("other_language", "cite_text", "quantity_exact", "quantity_between", "comma"):
            assert re.search("[\u0621-\u064a]", arabic[key]), key
    used = set(re.findall(r"""\bt\(["'](\w+)["']""", "".join(path.read_text() for path in (ROOT / "site").rglob("*.[hp][ty]*"))))
    missing = {key for key in used if key not in english and key not in BUILT}
    assert missing == set()
    unused = {key for key in english if key not in used and not key.startswith(BUILT) and key not in ("true", "false")}
    assert unused == set()
