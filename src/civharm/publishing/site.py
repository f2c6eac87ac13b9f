"""Write the static site: pages that open from the disk, need no server and no JavaScript, and ask nothing of the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined

from civharm.model import Claim, Incident, Report
from civharm.publishing import date_words, site_words
from civharm.publishing.geojson import RADIUS_KM
from civharm.publishing.rows import list_unlinked
from civharm.publishing.site_incident import find_refs, make_cards, make_tables, make_voices, order_claims, say_period
from civharm.publishing.site_map import find_shape, find_spots, make_map_script
from civharm.publishing.site_timeline import Month, find_months
from civharm.publishing.view import View

ASSETS = (
    "record.css", "record.js", "map.js", "leaflet.css", "leaflet.js", "countries.js",
    "LICENSE-leaflet.txt", "LICENSE-world-atlas.txt",
)  # fmt: skip
_CARDS_A_PAGE = 100
_KINDS = list(site_words.SERIES_WORDS)  # in the order of the page of totals and rates
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list that may have many: its file, which it is, and the files of all."""

    file: str
    number: int
    files: tuple[str, ...]


@cache
def _templates() -> Environment:
    loader = PackageLoader("civharm.publishing", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    known = vars(site_words) | vars(date_words)
    words = {name: value for name, value in known.items() if name.split("_")[0] in ("say", "make", "count", "join")}
    made.globals.update(words, RULE_WORDS=site_words.RULE_WORDS, HARM_WORDS=site_words.HARM_WORDS, RADIUS_KM=RADIUS_KM)
    made.globals.update(ABOUT_WORDS=site_words.ABOUT_WORDS, CIVILIAN_NOTE=site_words.CIVILIAN_NOTE, find_refs=find_refs)
    made.globals.update(say_period=say_period)
    made.globals.update(MODALITY_WORDS=site_words.MODALITY_WORDS, SERIES_WORDS=site_words.SERIES_WORDS)
    made.globals.update(VICTIM_WORDS=site_words.VICTIM_WORDS, GROUP_WORDS=site_words.GROUP_WORDS)
    return made


def write_site(view: View, folder: Path) -> None:
    """Write the site: lists, timeline, map, series, reports, method, and a page an incident."""
    site = _Site(view, folder)
    site.write_assets()
    site.write_index()
    site.write_timeline()
    site.write_map()
    site.write_incidents()
    site.write_moved()
    site.write_series()
    site.write_unlinked()
    site.write_reports()
    site.write_page("method.html", "method.html", here="method", rules=site.rules())


def paginate(rows: Sequence[Row], size: int, name: str) -> Iterator[tuple[ListPage, Sequence[Row]]]:
    """Cut a list into pages: ``name.html``, ``name-2.html``; an empty list is one empty page.

    >>> [(page.file, rows) for page, rows in paginate("abc", 2, "index")]
    [('index.html', 'ab'), ('index-2.html', 'c')]
    """
    starts = range(0, max(1, len(rows)), size)
    names = tuple(f"{name}.html" if n == 0 else f"{name}-{n + 1}.html" for n in range(len(starts)))
    for n, start in enumerate(starts):
        yield ListPage(names[n], n, names), rows[start : start + size]


class _Site:
    def __init__(self, view: View, folder: Path) -> None:
        self.view, self.folder = view, folder
        self.series = sorted(view.release.series, key=lambda one: _KINDS.index(one.kind))
        self.series_claims = {c for s in view.release.series for p in s.points for c in p.claims}
        self.loose = list_unlinked(view.release)
        self.home = self._find_homes()

    def _find_homes(self) -> dict[str, str]:
        """The page and anchor of every claim."""
        anchor = {c.id: "#c-" + site_words.make_page_name(c.id) for c in self.view.release.claims}
        homes = {c: f"incidents/{site_words.make_page_name(i)}.html" for c, i in self.view.incident_of.items()}
        for page, series in paginate(self.series, _CARDS_A_PAGE, "series"):
            for claim in (c for s in series for p in s.points for c in p.claims):
                homes.setdefault(claim, page.file)
        for page, claims in paginate(self.loose, _CARDS_A_PAGE, "unlinked"):
            homes.update((c.id, page.file) for c in claims)
        return {c: page + anchor[c] for c, page in homes.items() if c in anchor}

    def rules(self) -> list[str]:
        """The rules that the release's tallies follow."""
        return list(dict.fromkeys(t.rule for i in self.view.release.incidents for t in i.tallies))

    def write_page(self, file: str, template: str, *, here: str, **context: Any) -> None:
        """Write one page; ``here`` is its entry of the menu."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * file.count("/")
        html = _templates().get_template(template).render(view=self.view, root=root, here=here, home=self.home, **context)
        path.write_text(html, encoding="utf-8", newline="\n")

    def write_assets(self) -> None:
        """Copy the style, the scripts and the licences of what is not ours."""
        target = self.folder / "assets"
        target.mkdir(parents=True)
        for name in ASSETS:
            (target / name).write_bytes((files("civharm.publishing") / "assets" / name).read_bytes())

    def write_index(self) -> None:
        """Write the list of incidents, the latest first."""
        dated = [i for i in self.view.by_date if i.date and i.date.from_on]
        undated = [i for i in self.view.by_date if not (i.date and i.date.from_on)]
        for page, rows in paginate([*sorted(dated, key=_latest, reverse=True), *undated], self.view.policy.page_size, "index"):
            self.write_page(page.file, "index.html", here="index", page=page, rows=rows, loose=len(self.loose))

    def write_timeline(self) -> None:
        """Write the timeline: all days on one page where the record is small, else a page a month."""
        months, size = find_months(self.view), self.view.policy.page_size
        small = len(self.view.release.incidents) <= size
        self.write_page("timeline.html", "timeline.html", here="timeline", months=months, small=small)
        for month in () if small else months:
            for page, rows in paginate(month.incidents, size, f"timeline-{month.key}"):
                part = Month(month.key, month.title, tuple(rows))
                self.write_page(page.file, "month.html", here="timeline", month=part, page=page)

    def write_map(self) -> None:
        """Write the map's pages: the map, and the table of places that says the same without it."""
        spots = find_spots(self.view)
        page_of: dict[str, str] = {}
        pages = list(paginate(spots, self.view.policy.page_size, "map"))
        for page, rows in pages:
            page_of.update((spot.anchor, page.file) for spot in rows)
        (self.folder / "assets" / "places.js").write_text(make_map_script(spots, page_of), encoding="utf-8", newline="\n")
        for page, rows in pages:
            self.write_page(page.file, "map.html", here="map", page=page, spots=rows, find_shape=find_shape)

    def write_incidents(self) -> None:
        """Write a page for each incident."""
        for incident in self.view.release.incidents:
            self._write_incident(incident)

    def _write_incident(self, incident: Incident) -> None:
        cards = make_cards(self.view, order_claims(self.view, incident))
        self.write_page(
            f"incidents/{site_words.make_page_name(incident.id)}.html", "incident.html", here="",
            incident=incident, cards=cards, actors=self.view.name_actors(incident), tables=make_tables(self.view, incident, cards),
            voices=make_voices(self.view, incident, cards), judgements=self.view.judgements_of.get(incident.id, []),
        )  # fmt: skip

    def write_moved(self) -> None:
        """Write a page for each id that an incident once had: it leads on, or says that nothing is left."""
        incidents = {incident.id for incident in self.view.release.incidents}
        moved = {old: i.id for i in self.view.release.incidents for old in i.previous_ids} | dict(self.view.release.moved)
        for old, new in sorted(moved.items()):
            if old in incidents:
                continue
            name = f"incidents/{site_words.make_page_name(old)}.html"
            self.write_page(name, "moved.html", here="", old=old, new=new if new in incidents else None)

    def write_series(self) -> None:
        """Write the numbers that belong to no one happening."""
        for page, series in paginate(self.series, _CARDS_A_PAGE, "series"):
            told = dict.fromkeys(c for s in series for p in s.points for c in p.claims if c in self.view.claims)
            cards = make_cards(self.view, (self.view.claims[c] for c in told))
            self.write_page(page.file, "series.html", here="series", page=page, series=series, cards=cards)

    def write_unlinked(self) -> None:
        """Write the claims that belong to no incident and no series."""
        for page, claims in paginate(self.loose, _CARDS_A_PAGE, "unlinked"):
            cards = make_cards(self.view, claims, start=page.number * _CARDS_A_PAGE + 1)
            self.write_page(page.file, "unlinked.html", here="unlinked", page=page, cards=cards)

    def write_reports(self) -> None:
        """Write the list of reports, by publisher and day."""
        reports = sorted(self.view.release.reports, key=_by_publisher)
        for page, rows in paginate(reports, self.view.policy.page_size, "reports"):
            listed = [(report, self._told(self.view.claims_of[report.id])) for report in rows]
            self.write_page(page.file, "reports.html", here="reports", page=page, rows=listed)

    def _told(self, claims: list[Claim]) -> dict[str, str]:
        """The pages on which a report's claims stand, each with what it is called."""
        return {self.home[c.id].partition("#")[0]: self._called(c) for c in claims if c.id in self.home}

    def _called(self, claim: Claim) -> str:
        incident = self.view.incidents.get(self.view.incident_of.get(claim.id, ""))
        if incident is None:
            return "totals and rates" if claim.id in self.series_claims else "unlinked claims"
        where = incident.place.name if incident.place else "place not known"
        return f"{where}, {date_words.say_date(incident.date)}"


def _latest(incident: Incident) -> tuple[str, str]:
    """By what the list of incidents goes backwards; those of the same days stay in the order of their places."""
    return (incident.date.from_on or "", incident.date.to_on or "") if incident.date else ("", "")


def _by_publisher(report: Report) -> tuple[str, str, str]:
    return (report.source or "\uffff").casefold(), report.published_on or "9999", report.id
