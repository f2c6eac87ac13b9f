"""Names of victims are hidden from who need not see them: on every page and export, in every search, in whatever address is added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from civharm.model import Claim, Person, Report, Speaker, make_id
from civharm.store import Store
from civharm.web.desk import Desk
from civharm.web.veil import Veil
from factory import report
from web.crawling import crawl
from web.making import Browser, add_people, make_claim, make_office, make_span, make_text, open_desk

# invented people of an invented place
VICTIM, SON, WITNESS, OTHER = "Tamsin Orlevik", "Pelle Orlevik", "Gudrun Maddox", "Yrsa Quillfeather"
WORDS = ["Orlevik", "Tamsin", "Quillfeather", "Maddox", "Orlev", "Alphaville", "died", "killed", "market"]
PRIVATE = re.compile("Orlevik|Tamsin|Pelle|Maddox|Gudrun|Quillfeather|Yrsa", re.IGNORECASE)


def make_named() -> tuple[list[Report], list[Claim]]:
    text = make_text(1).replace(
        "Rescuers came late.", f"Rescuers came late. {VICTIM} and her son {SON} died, said {WITNESS}. Call 0770 555 0101."
    )
    text += f"\n\n{OTHER}, 34, sold bread there. Mrs. Orlevik was a teacher."
    said = {"source": "Paper 1", "title": f"{VICTIM} dies in Alphaville", "published_on": "2016-05-04"}
    first = report("tamsin-orlevik-dies", text, url="https://example.org/tamsin-orlevik", **said)
    claim = make_claim(first, 1)
    span = make_span(text, VICTIM)
    person = Person(text=VICTIM, start=span[1], end=span[2], name=VICTIM)
    quote = make_span(text, text[text.index("Shells") : text.index(" Call")])
    witness = make_span(text, WITNESS)
    claim = replace(
        claim,
        quote=replace(claim.quote, text=quote[0], start=quote[1], end=quote[2]),
        victims=replace(claim.victims, people=(person, Person(text=SON, start=None, end=None, name=SON))),
        speakers=(Speaker(text=WITNESS, start=witness[1], end=witness[2], kind="witness", name=WITNESS),),
    )
    second = report(
        "r2",
        make_text(2) + f"\n\nThe teacher {VICTIM} was mourned by Tamsin's friends.",
        source="Paper 2",
        published_on="2016-05-05",
    )
    missed = replace(make_claim(second, 2), id=make_id("second"))
    return [first, second], [claim, missed]


@dataclass
class Named:
    store: Store
    desk: Desk
    viewer: Browser
    coder: Browser
    reviewer: Browser


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Named]:
    reports, claims = make_named()
    store, desk = open_desk(tmp_path_factory.mktemp("named"), reports, claims)
    with store:
        names = add_people(store, "viewer", "coder", "reviewer")
        app, sessions = make_office(desk)
        made = Named(store, desk, *(Browser(app, sessions, names[role]) for role in ("viewer", "coder", "reviewer")))
        made.coder.decide(claims[0].id, "correct", number="5", why=f"{VICTIM} is counted twice")
        csrf = made.coder.fields("/account", "/leave")["csrf"]
        said = {"csrf": csrf, "of": "claim", "about": claims[0].id, "kind": "note", "words": f"Ask the family of {VICTIM}"}
        assert made.coder.post("/say", said).status_code == 303
        yield made


def test_no_page_export_search_or_history_shows_a_private_name_to_a_viewer(named: Named) -> None:
    seen = 0
    for address, answer in crawl(named.viewer, named.desk, WORDS):
        typed = re.search(r"[?&](?:q|by)=(\w+)", address)  # what was typed is said back in the form and in addresses of pages
        body = re.sub(rf"(value=\"|(?:q|by)=){typed[1]}", "", answer) if typed else answer
        assert PRIVATE.search(body) is None, address
        assert "555 0101" not in body, address
        seen += "[name]" in body
    assert seen > 10


def test_who_needs_to_see_names_sees_them(named: Named) -> None:
    pages = dict(crawl(named.coder, named.desk, WORDS))
    shown = [address for address, body in pages.items() if VICTIM in body or "Orlevik" in body]
    assert len(shown) > 10 and any(address.endswith(".csv") for address in shown)


@pytest.mark.parametrize("words", ["Orlevik", "Tamsin", "tamsin orlevik", "Orlev", "Quillfeather", "Maddox", "Gudrun"])
def test_a_search_for_a_name_finds_what_a_search_for_nonsense_finds(named: Named, words: str) -> None:
    for path in ("/search", "/search.csv"):
        for kind in ("", "claim", "report"):
            found, nonsense = (named.viewer.get(f"{path}?q={word}&kind={kind}").text for word in (words, "zzyzx"))
            assert found.replace(words, "").replace(words.replace(" ", "+"), "") == nonsense.replace("zzyzx", "")
    assert "0 " not in re.findall(r'class="amount">([^<]*)<', named.coder.get(f"/search?q={words}").text)


def test_a_search_for_other_words_finds_what_it_should(named: Named) -> None:
    assert "Alphaville" in named.viewer.get("/search?q=Alphaville&kind=claim").text
    assert 'class="hits"' in named.viewer.get("/search?q=teacher").text


def test_a_report_that_is_called_after_a_victim_is_reached_by_another_name(named: Named) -> None:
    page = named.viewer.get("/reports").text
    links = re.findall(r'href="(/reports/named-[0-9a-f]+)"', page)
    assert links and named.viewer.get(links[0]).status_code == 200


def test_a_name_in_pieces_is_hidden_across_marks(named: Named) -> None:
    veil = Veil(named.desk)
    page = "<p>Here <mark>Tamsin</mark> <span class='m'>Orlevik</span> lived, and <b>Yrsa</b> Quillfeather, 34, too &amp; well.</p>"
    masked = veil.page(page)
    assert PRIVATE.search(masked) is None and "lived, and" in masked and "&amp; well" in masked and masked.count("[name]") == 2
    assert re.findall("<[^>]*>", masked) == re.findall("<[^>]*>", page)


def test_what_is_masked_stays_escaped(named: Named) -> None:
    masked = Veil(named.desk).page('<p title="Tamsin Orlevik &lt;b&gt;">&lt;script&gt; Tamsin Orlevik &lt;/script&gt;</p>')
    assert masked == '<p title="[name] &lt;b&gt;">&lt;script&gt; [name] &lt;/script&gt;</p>'


def test_a_table_stays_a_table(named: Named) -> None:
    table = Veil(named.desk).table('\ufeffid,why\r\n1,"said ""Tamsin Orlevik"", twice\nin two lines"\r\n')
    assert table == '\ufeffid,why\r\n1,"said ""[name]"", twice\nin two lines"\r\n'


def test_a_name_that_a_person_adds_is_hidden_at_once(tmp_path: Path) -> None:
    reports, claims = make_named()
    store, desk = open_desk(tmp_path, reports, claims[:1])
    with store:
        add_people(store, "viewer", "coder")
        app, sessions = make_office(desk)
        viewer, coder = Browser(app, sessions, "The viewer"), Browser(app, sessions, "The coder")
        assert "Quillfeather" not in viewer.get("/reports").text
        action = "/reports/tamsin-orlevik-dies/add"
        added = {"victims": OTHER, "trigger": "sold", "harm": "injured", "number": "1"}
        assert coder.post(action, coder.fields("/reports/tamsin-orlevik-dies", action) | added).status_code == 303
        assert [address for address, body in crawl(viewer, desk, []) if PRIVATE.search(body)] == []
