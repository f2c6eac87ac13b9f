"""Visit every page that the app's own table names, with every key and filter, as one person: all that this person can get to see."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from civharm.publishing.site_words import make_page_name
from civharm.web.app import ROUTES
from civharm.web.desk import Desk
from web.making import Browser


def list_addresses(desk: Desk, words: list[str]) -> list[str]:
    """The addresses of all pages and exports: with each claim, report and incident, each filter of the queue, each of the words."""
    claims = [make_page_name(id) for id in [*desk.read, *desk.log.list_claims()]]
    reports = [make_page_name(id) for id in desk.reports]
    incidents = [make_page_name(incident.id) for incident in desk.derived.list_incidents(0, 1000)[0]]
    keys = {"claims": claims, "reports": reports, "incidents": incidents, "second": claims}
    found = []
    for door in ROUTES:
        if "GET" not in (door.methods or ()) or door.path.startswith("/assets"):
            continue
        found += (
            [door.path.replace("{key}", key) for key in keys.get(door.path.split("/")[1], ["x"])]
            if "{" in door.path
            else [door.path]
        )
    for path in ("/queue", "/queue.csv", "/next"):
        found += [f"{path}?state={state}" for state in ("all", "open", "accepted", "corrected", "rejected", "disputed", "added")]
        found += [f"{path}?team={team}" for team in ("help", "second", "differ", "snoozed", "assigned:The%20coder")]
        found += [f"{path}?by={quote(word)}" for word in words]
    for path in ("/search", "/search.csv"):
        found += [f"{path}?q={quote(word)}&kind={kind}" for word in words for kind in ("", "claim", "report")]
    return list(dict.fromkeys(found))


def crawl(browser: Browser, desk: Desk, words: list[str]) -> Iterator[tuple[str, str]]:
    """Every address with all that comes back: status line, headers and body, redirects not followed."""
    for address in list_addresses(desk, words):
        answer = browser.get(address)
        assert answer.status_code < 500, address
        yield address, f"{answer.headers}\n{answer.text}"
