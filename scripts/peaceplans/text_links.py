"""Links to the very words of a page: URL Fragment Text Directives (WICG), `URL#:~:text=…`."""

from urllib.parse import quote


def words_url(url: str | None, anchor: str) -> str | None:
    """The address at which a browser scrolls to the anchor; None where the source has no address.

    The directive's own signs (hyphen, comma, ampersand) are percent-encoded with everything else.
    """
    if not url:
        return None
    joint = "" if "#" in url else "#"
    return f"{url}{joint}:~:text={quote(anchor, safe='').replace('-', '%2D')}"
