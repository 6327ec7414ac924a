"""What a page says, without its markup."""

import html
import re


def plain(body: str) -> str:
    """The words of a page in one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<(?:style|script).*?</(?:style|script)>|<[^>]+>", "", body, flags=re.S)))
