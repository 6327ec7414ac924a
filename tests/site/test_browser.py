"""What a reader sees: home, a table, a row and a question, in both languages, on a desk and on a phone."""

import pytest

from builders import PACKAGE

DB = f"/{PACKAGE.name}"
PAGES = {"home": "/", "table": f"{DB}/plan_points", "row": f"{DB}/plan_points/geneva-army-limit", "question": f"{DB}/what-changed"}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_page_fits_its_width_and_is_quiet(site, browser, name, lang, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + ("/ar" if lang == "ar" else "") + ("" if lang == "ar" and name == "home" else PAGES[name]))
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
    page.get_by_role("link", name="What changed between two versions?").click()
    page.get_by_label("To version (id)").fill("geneva-version")
    page.get_by_role("button", name="Show").click()
    assert "to_version=geneva-version" in page.url
    assert page.get_by_text("The limit is 800,000 where it was 600,000.").count() == 1
    page.get_by_role("link", name="العربية").click()
    assert page.url.startswith(f"{site.address}/ar{DB}/what-changed?")
    assert "to_version=geneva-version" in page.url
    context.close()


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
