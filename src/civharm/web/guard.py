"""The guard before every page: nothing passes without a session, and nothing changes without coming from one of our own forms.

What is refused and why: another host name (DNS rebinding), a body that is too large, an unsafe method without our Origin or without
the session's CSRF token. What every answer carries: a Content-Security-Policy without inline scripts, and no-store
for all but style sheets and scripts.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from anyio import CapacityLimiter
from anyio.to_thread import current_default_thread_limiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from civharm.web.sessions import Session, Sessions

MOST_BYTES = 256 * 1024  # of a form
# Requests that are worked on at once; the others wait for their turn. Python computes in one thread at a time, so that more threads
# make nobody faster: each then waits for its next turn behind all others, in the midst of a decision too.
AT_ONCE = 6
_SAFE = ("GET", "HEAD")
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers send "Origin: null" with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names with ports by which browsers may call the server, and the name of its cookie (cookies do not know ports).

    ``secure`` is whether browsers are to keep the cookie for https alone.
    """

    names: Collection[str]
    cookie: str = "civharm"
    secure: bool = False


class Guard:
    """ASGI middleware; leaves ``session`` and ``form`` in the scope's state."""

    def __init__(self, app: ASGIApp, sessions: Sessions, hosts: Hosts, open_paths: Collection[str] = ()) -> None:
        self._app, self._sessions, self._hosts, self._open = app, sessions, hosts, frozenset(open_paths)
        self._limiter: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request and pass it on, or refuse it."""
        if scope["type"] != "http":
            return
        self._limit_threads()

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    if name != "Cache-Control" or not (scope["path"].startswith("/assets/") and name in headers):
                        headers[name] = value
            await send(message)

        refusal = await self._check(scope, receive)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _limit_threads(self) -> None:
        """Set how many requests are worked on at once: of each event loop once, for it keeps its own limiter."""
        limiter = current_default_thread_limiter()
        if limiter is not self._limiter:
            limiter.total_tokens = AT_ONCE
            self._limiter = limiter

    async def _check(self, scope: Scope, receive: Receive) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._hosts.names:
            return _refuse(421, "this server answers only to its own name")
        session = self._sessions.find(find_cookie(headers, self._hosts.cookie))
        state: dict[str, Any] = scope.setdefault("state", {})
        state.update(session=session, form={}, cookie_name=self._hosts.cookie)
        is_open = scope["path"] in self._open or scope["path"][: scope["path"].rfind("/") + 1] in self._open
        if scope["method"] in _SAFE:
            return None if session or is_open else RedirectResponse("/enter", 303)
        if scope["method"] != "POST":
            return _refuse(405, "no such method")
        if not is_own(headers, secure=self._hosts.secure):
            return _refuse(403, "refused: the request does not come from a page of this server")
        if session is None and not is_open:
            return _refuse(403, "refused: nobody is logged in here; open the login address, then send the form again")
        body = await _read_body(receive, headers)
        if body is None:
            return _refuse(413, "refused: the form is too large")
        state["form"] = parse_form(body)
        return None if is_open else _check_csrf(session, state["form"])


def is_own(headers: Headers, *, secure: bool = False) -> bool:
    """Whether the browser says that a request comes from a page of this very server: its Origin names the host that was called.

    ``secure`` takes pages that came by https alone.

    >>> is_own(Headers({"host": "127.0.0.1:8756", "origin": "http://127.0.0.1:8756"}))
    True
    >>> is_own(Headers({"host": "127.0.0.1:8756", "origin": "null"})), is_own(Headers({"host": "127.0.0.1:8756"}))
    (False, False)
    """
    try:
        origin = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    return (
        origin.scheme in (("https",) if secure else ("http", "https"))
        and origin.netloc == headers.get("host")
        and headers.get("sec-fetch-site", "same-origin") == "same-origin"
    )


def find_cookie(headers: Headers, name: str) -> str:
    """Find a cookie's value; empty where there is none."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def parse_form(body: bytes) -> dict[str, str]:
    """Parse a form as browsers send it; of a field that comes twice, the last. What is no form is an empty one."""
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100, errors="strict"))
    except ValueError:
        return {}


def _check_csrf(session: Session | None, form: dict[str, str]) -> Response | None:
    sent = form.get("csrf", "")
    if session is None or not hmac.compare_digest(sent.encode("utf-8", "replace"), session.csrf.encode()):
        return _refuse(403, "refused: the form is not of this session; load the page again")
    return None


async def _read_body(receive: Receive, headers: Headers) -> bytes | None:
    told = headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > MOST_BYTES:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _refuse(status: int, words: str) -> Response:
    return PlainTextResponse(words + "\n", status)
