"""What a reader sees on each page, in both languages, on a desk and on a phone, with and without script, and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from builders import PACKAGE

DB = f"/{PACKAGE.name}"
PAGES = {"home": "/", "table": f"{DB}/plan_points", "row": f"{DB}/plan_points/geneva-army-limit", "question": f"{DB}/what-changed",
         "compare": "/compare", "topic": "/topic/army-size", "version": "/version/us-28", "point": "/point/us-28-p06-army",
         "actor": "/actor/vladimir-putin", "event": "/event/moscow-talks-20251202", "place": "/place/pokrovsk",
         "source": "/source/moscow-talks-article-20251203", "statement": "/statement/zelensky-end-war-for-good",
         "claim": "/claim/russia-holds-pokrovsk", "figure": "/figure/civilians-since-invasion-20251203", "timeline": "/timeline",
         "map": "/map?place=pokrovsk", "casualties": "/casualties", "search": "/search?q=NATO", "as-of": "/compare?as_of=2025-11-25"}


def in_lang(lang, path):
    return path if lang == "en" else "/ar" + path.removeprefix("/") if path == "/" else f"/ar{path}"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_page_fits_its_width_and_is_quiet(site, browser, name, lang, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + in_lang(lang, PAGES[name]))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    assert [url for url in asked if not url.startswith((site.address, "data:"))] == []
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if lang == "ar" else "ltr")
    assert page.evaluate("[...document.querySelectorAll('h1')].every(h => h.scrollWidth <= h.clientWidth + 1)")
    page.close()


def test_an_arabic_cell_runs_from_the_right_in_an_english_page(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site.address + PAGES["row"])
    words = page.locator("bdi[lang=ar]").first
    assert words.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.close()


def test_the_site_works_without_javascript(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(site.address + "/")
    page.get_by_role("link", name="What do the versions of the plan say, side by side?").click()
    page.get_by_label("Add a version").select_option("geneva-version")
    page.get_by_role("button", name="Show").click()
    assert "add=geneva-version" in page.url
    assert page.locator("td[data-label='Version agreed in Geneva']").count() > 5
    page.get_by_role("link", name="العربية").click()
    assert page.url.startswith(f"{site.address}/ar/compare?")
    assert "add=geneva-version" in page.url
    page.go_back()
    assert page.url.startswith(f"{site.address}/compare?")
    context.close()


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(site, browser, name, lang):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(site.address + in_lang(lang, PAGES[name]))
    found = Axe().run(page).response["violations"]
    serious = [(item["id"], [node["html"][:120] for node in item["nodes"][:2]]) for item in found
               if item["impact"] in ("serious", "critical")]
    assert serious == []
    page.close()


def test_the_print_view_of_compare_has_the_table_and_no_forms(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site.address + "/compare")
    page.emulate_media(media="print")
    assert page.locator(".filters").is_hidden()
    assert page.locator("header.top").is_hidden()
    assert page.locator("table.comparison").is_visible()
    assert len(page.pdf(format="A4", landscape=True)) > 10_000
    page.close()


def test_an_anchor_is_found_by_a_text_fragment(browser, tmp_path):
    """The link to the words scrolls to them, hyphens, commas, Arabic and all."""
    from peaceplans.text_links import words_url
    page_file = tmp_path / "page.html"
    page = browser.new_page()
    for anchor in ("well-known, long-term & safe", "حتى منتصف ليل الثلاثاء، في موسكو", "100% of «it»"):
        page_file.write_text(f'<meta charset="utf-8"><div style="height:5000px"></div><p>{anchor.replace("&", "&amp;")}</p>', encoding="utf-8")
        page.goto("about:blank")
        page.goto(words_url(page_file.as_uri(), anchor))
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") > 3000, anchor
    page.close()
