"""The reader's pages: what they answer, what they say of their edges, and what they refuse."""

import csv
import io
import re
import subprocess
import xml.etree.ElementTree as ET

import pytest

from build_site import main as build
from builders import PYTHONS, text_of
from reading_text import plain


def test_compare_puts_versions_side_by_side_and_says_what_changed(site):
    page = plain(site.get("/compare").body)
    assert "The size of Ukraine's armed forces is to be limited to 600,000 personnel." in page
    assert "amended (beside US draft of 28 points): A limit of 600,000 becomes one of 800,000 that holds in peacetime." in page
    assert "? not known" in page
    assert "— not in the text" in page


def test_compare_as_csv_has_a_line_for_each_provision_and_each_silence(site):
    rows = list(csv.DictReader(io.StringIO(site.get("/compare.csv?v=us-28,us-20").body)))
    assert {row["plan_version_id"] for row in rows} == {"us-28", "us-20"}
    assert {row["state"] for row in rows if not row["plan_point_id"]} <= {"not_known", "not_in_the_text", "reported"}
    army = next(row for row in rows if row["plan_point_id"] == "us-28-p06-army")
    assert (army["point_number"], army["how_known"]) == ("6", "text")


def test_a_topic_tells_its_life_and_a_head_its_leaves(site):
    page = plain(site.get("/topic/army-size").body)
    assert page.index("US draft of 28 points") < page.index("US-Ukrainian draft of 20 points")
    assert "Size of Ukraine's army" in plain(site.get("/topic/forces").body)


def test_a_point_shows_what_came_of_it(site):
    page = plain(site.get("/point/us-28-p06-army").body)
    assert "What became of it" in page
    assert "Independent origins:" in page
    assert "@misc{us-28-p06-army," in page


def test_a_place_sets_claims_beside_denials(site):
    page = plain(site.get("/place/pokrovsk").body)
    assert "The record sets claims side by side and does not say who is right." in page
    assert page.index("Claims") < page.index("Denials, doubts, differences")


def test_casualties_give_no_total(site):
    page = plain(site.get("/casualties?series=mediazona-killed-russian-soldiers-20250905").body)
    assert "There is no total" in page
    assert "128,115 persons" in page
    assert "200,186 persons" in page


@pytest.mark.parametrize(("lang", "asked", "marked"), [("en", "compromise", "compromise"), ("ar", "نهائياً", "نهائيا"),
                                                       ("en", "زيلينسكي", "زيلينسكي")])
def test_search_marks_the_words_however_they_are_spelt(site, lang, asked, marked):
    page = site.get(f"{'/ar' if lang == 'ar' else ''}/search?q={asked}").body
    assert f"<mark>{marked}</mark>" in page


def test_a_page_as_of_a_day_shows_only_what_was_public_then(site):
    now, then = plain(site.get("/topic/army-size").body), site.get("/topic/army-size?as_of=2025-11-22").body
    assert "As known on 22 November 2025" in plain(then)
    assert "In peacetime the Ukrainian armed forces stay at 800,000." in now
    assert "In peacetime the Ukrainian armed forces stay at 800,000." not in plain(then)
    inside = [link for link in re.findall(r'<main.*</main>', then, re.S)[0].split('href="')[1:] if link.startswith("/topic/")]
    assert all("as_of=2025-11-22" in link.split('"')[0] for link in inside)
    later = site.get("/point/us-20-p04-army?as_of=2025-11-22")
    assert later.status == 404
    assert "Not public on that day: known since" in plain(later.body)


def test_no_page_as_of_a_day_shows_a_source_published_after_it(site):
    for path in ("/compare", "/timeline", "/map", "/casualties", "/topic/talks-progress", "/place/pokrovsk", "/actor/vladimir-putin"):
        body = site.get(f"{path}?as_of=2025-11-25").body
        main = re.findall(r"<main.*</main>", body, re.S)[0]
        shown = re.findall(r'href="/(point|statement|claim|figure|event)/([a-z0-9-]+)\?as_of', main)
        for kind, row_id in dict.fromkeys(shown[:12]):
            assert site.get(f"/{kind}/{row_id}?as_of=2025-11-25").status == 200, f"{path} shows {row_id}"
        assert not re.search(r'datetime="2026-0[1-9]-\d\d">', main), path


@pytest.mark.parametrize(("path", "status", "says"), [
    ("/point/us-28-p06-armee", 404, "No row has the id “us-28-p06-armee”."), ("/compare?v=us-28", 400, "Two to five versions can be compared."),
    ("/compare?v=us-28,no-such", 404, "No row has the id “no-such”."), ("/map?day=yesterday", 400, "“yesterday” is no day; write it like 2025-12-02."),
    ("/timeline?side=left", 400, "“left” is not one of the values of “side”."), ("/?as_of=2025-13-01", 400, "“2025-13-01” is no day"),
    ("/version/us-28?page=0", 400, "“0” is no page"), ("/casualties?series=x", 400, "“x” is not one of the values of “series”.")])
def test_what_cannot_be_answered_says_what_there_is(site, path, status, says):
    answer = site.get(path)
    assert answer.status == status
    assert says in plain(answer.body)
    arabic = site.get(f"/ar{path}" if not path.startswith("/?") else f"/ar{path[1:]}")
    assert arabic.status == status
    assert "تعذّر عرض هذه الصفحة" in plain(arabic.body)


HOSTILE = ["<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "' or 1=1 --", "%00", "../../etc/passwd", "{{7*7}}", "a" * 3000,
           '" OR 1 MATCH "', "*", "\u202e"]
PARAMETERS = ["/compare?v={}", "/compare?add={}", "/compare?topic={}", "/compare.csv?v={}", "/timeline?side={}", "/timeline?topic={}",
              "/timeline?from={}", "/timeline?page={}", "/map?day={}", "/map?place={}", "/casualties?series={}", "/search?q={}", "/?as_of={}"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("path", PARAMETERS)
def test_no_value_harms(site, path, value):
    for lead in ("", "/ar"):
        address = path.format(value)
        answer = site.get(lead + (address[1:] if lead and address.startswith("/?") else address))
        assert answer.status in (200, 400, 404)
        assert "<script>alert" not in answer.body
        assert "<img src=x" not in answer.body


@pytest.mark.parametrize("value", HOSTILE[:6])
def test_no_id_harms(site, value):
    for kind in ("point", "topic", "actor", "place", "source", "report"):
        answer = site.get(f"/{kind}/{value}")
        assert answer.status in (400, 404)
        assert "<script>alert" not in answer.body


def test_the_feed_is_atom_in_both_languages(site):
    for lead, lang in (("", "en"), ("/ar", "ar")):
        answer = site.get(f"{lead}/feed.atom")
        feed = ET.fromstring(answer.body)
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == lang
        entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
        assert len(entries) == 40
        days = [entry.findtext("{http://www.w3.org/2005/Atom}updated") for entry in entries]
        assert days == sorted(days, reverse=True)


def test_robots_keep_out_of_queries_and_the_sitemap_leads_to_pages(site):
    assert "Disallow: /*?" in site.get("/robots.txt").body
    urls = re.findall("<loc>(.*?)</loc>", site.get("/sitemap.xml").body)
    assert len(urls) > 3000
    for url in (urls[0], urls[-1]):
        assert site.get(url.removeprefix(site.address)).status == 200


def test_home_describes_the_dataset_to_machines(site):
    assert '"@type": "Dataset"' in site.get("/").body


def test_no_page_is_heavy(site, folder):
    style = (folder / "static" / "site.css").stat().st_size
    for path in ("/", "/compare", "/ar/compare", "/topic/talks-progress", "/version/us-20", "/actor/vladimir-putin", "/place/pokrovsk",
                 "/ar/place/pokrovsk", "/timeline", "/ar/timeline", "/map?place=pokrovsk", "/ar/casualties", "/search?q=NATO"):
        assert len(site.get(path).body.encode()) + style < 100_000, path


@pytest.mark.parametrize("python", PYTHONS.values(), ids=PYTHONS)
def test_a_row_that_was_taken_back_keeps_its_page(small, tmp_path, python):
    (small / "data" / "withdrawn.csv").write_text(text_of("withdrawn", [
        {"withdrawn_id": "gone-a", "table_name": "statements", "record_id": "statement-z", "release": "1.1.0",
         "reason_en": "It was read wrongly.", "reason_ar": "قُرئ خطأً.", "replaced_by_id": "statement-a"}]), encoding="utf-8")
    assert build(["--root", str(small), "--output", str(tmp_path / "out")]) == 0

    def page(path):
        return subprocess.run([python, "-m", "datasette", "serve", str(tmp_path / "out"), "--get", path], capture_output=True, text=True)
    gone = page("/statement/statement-z")
    assert gone.returncode == 0, "answered with 200"
    for said in ("This row was withdrawn", "It was read wrongly.", "from release 1.1.0 on", 'href="/statement/statement-a"'):
        assert said in gone.stdout
    arabic = page("/ar/statement/statement-z").stdout
    assert "سُحب هذا الصف" in arabic and "قُرئ خطأً." in arabic and 'href="/ar/statement/statement-a"' in arabic
    assert page("/statement/statement-y").returncode == 1
