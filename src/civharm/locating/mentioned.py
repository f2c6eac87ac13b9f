"""A name in a text that may be a place's, and the roles that names share.

In a list the role of the first is that of all ("in Homs, Hama and Idlib"); a sea may only say on whose shore a place lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from civharm.locating.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the words and their offsets, the places it may mean, and what the words around it do.

    ``kind`` is the kind that a noun beside it says ("the village of"), ``direction`` the part ("northern"), ``at`` the index of its
    first token. ``name`` is the text without that noun. ``entry`` is set once it is resolved.
    """

    text: str
    start: int
    end: int
    entries: tuple[Entry, ...]
    role: str
    kind: str | None
    direction: str | None
    at: int
    to: int
    sentence: int
    paragraph: int
    name: str = ""
    entry: Entry | None = None


# "the Red Sea port city of", "Yemen's Red Sea province of": the sea only says where the place behind lies.
_ON_ITS_SHORE = re.compile(r"\s(?:[a-z-]+\s){0,3}of\s")


_INSIDE = re.compile(r",?\sin\s(?:the\s)?(?:[a-z]+ern\s)?")


def _free_of_seas(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Give a place that is said to lie on a sea the sea's role, and the sea none: "in the Black Sea port of Tadilo"."""
    sea: Mention | None = None
    for mention, following in zip_longest(mentions, mentions[1:]):
        gap = text[mention.end : following.start] if following else ""
        on_a_sea = any(e.kind == "sea" for e in mention.entries) and (mention.kind or gap != " of ")
        if sea is not None:
            mention = replace(mention, role=sea.role if mention.role in ("none", "by") else mention.role)
        sea = mention if on_a_sea and _ON_ITS_SHORE.fullmatch(gap) else None
        yield replace(mention, role="people") if sea else mention


def share_roles(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Give a name in a list the role of the one before: "in Homs, Hama and Idlib"."""
    mentions = list(_free_of_seas(mentions, text))
    before: Mention | None = None
    for mention in mentions:
        gap = text[before.end : mention.start] if before else ""
        if (
            before
            and mention.role in ("none", "by")
            and len(gap) < 40
            and re.fullmatch(r"\s*(?:,|and|or|&|/|;)?\s*(?:and|or|parts? of|the|in)?(?: \w+ of)?\s*", gap)
        ):
            mention = replace(mention, role=before.role, kind=mention.kind or (before.kind if not mention.entries else None))
        elif (
            before
            and before.role in ("from", "to")
            and before.kind in (None, "town")
            and mention.role == "at"
            and _INSIDE.fullmatch(gap)
        ):
            mention = replace(mention, role=before.role)  # "fled to Bertoua in Cameroon"
        yield mention
        before = mention
