"""What leaves the server: safe headers, links of Arabic pages under /ar, and no answer to a hostile path."""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote

from reading.language import as_of, lang, language

HEADERS = {
    b"content-security-policy":
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        b"form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}
LINK = re.compile(rb'(\s(?:href|action)=")(/(?!ar(?:/|"|\?)|/|static/|-/static)[^"]*)(?=")')


def hostile(path: str) -> bool:
    """Whether a path can be taken for another host's, or tries to leave the site's folder."""
    return "//" in path or "\\" in path or "\x00" in path or "/../" in f"{path}/"


async def refuse(send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": b"400: this is not an address of this site\n"})


def arabic_links(body: bytes) -> bytes:
    """Put /ar before every link of the site but those that leave Arabic."""
    def prefix(match: re.Match[bytes]) -> bytes:
        return match.group(1) + b"/ar" + (b"" if match.group(2) == b"/" else match.group(2))
    parts = re.split(rb'(<(?:a|link) [^>]*hreflang="en"[^>]*>)', body)
    return b"".join(part if number % 2 else LINK.sub(prefix, part) for number, part in enumerate(parts))


class Sender:
    """Passes a response on with safe headers; an Arabic page is held back until its links are set."""

    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self.send, self.start, self.body = send, dict[str, Any](), b""

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = self._with_headers(message)
            if self._is_arabic_page(message):
                self.start = message
                return
        elif self.start:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self.send(self.start)
            message = {"type": "http.response.body", "body": arabic_links(self.body)}
        await self.send(message)

    def _with_headers(self, message: dict[str, Any]) -> dict[str, Any]:
        dropped = {*HEADERS, *([b"content-length"] if lang() == "ar" else [])}
        headers = [(name, self._location(name, value)) for name, value in message.get("headers", [])
                   if name.lower() not in dropped]
        return dict(message, headers=[*headers, *HEADERS.items()])

    def _location(self, name: bytes, value: bytes) -> bytes:
        local = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(b"/ar/")
        return b"/ar" + value if local and lang() == "ar" else value

    def _is_arabic_page(self, message: dict[str, Any]) -> bool:
        return lang() == "ar" and any(name.lower() == b"content-type" and b"text/html" in value
                                      for name, value in message["headers"])


def day_asked(scope: dict[str, Any]) -> str:
    """The day of `as_of`, or nothing where it is no day (the page then says so)."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("as_of", [""])[0]
    try:
        return date.fromisoformat(asked).isoformat() if len(asked) == 10 else ""
    except ValueError:
        return ""


def wrap(app: Any) -> Any:
    """The site around Datasette: each request has its language and its day."""
    async def handle(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if hostile(scope["path"]):
            await refuse(send)
            return
        tokens = language.set("ar" if re.match(r"/ar(/|$)", scope["path"]) else "en"), as_of.set(day_asked(scope))
        try:
            await app(_unprefixed(scope) if lang() == "ar" else scope, receive, Sender(send))
        finally:
            language.reset(tokens[0])
            as_of.reset(tokens[1])
    return handle


def _unprefixed(scope: dict[str, Any]) -> dict[str, Any]:
    path = scope["path"][3:] or "/"
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    return dict(scope, path=path, raw_path=raw[3:] or b"/")
