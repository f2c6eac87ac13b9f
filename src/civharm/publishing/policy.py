"""The policy of a release: what is let through, what is masked, and how it says so in words."""

from __future__ import annotations

from dataclasses import dataclass

NAME, PHONE, EMAIL, ADDRESS, LINK = "[name]", "[phone]", "[e-mail]", "[address]", "[link withheld]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be published. The default masks, so that forgetting the policy never exposes anybody.

    ``names`` lets the names of private persons through (telephone numbers, e-mail and street addresses stay masked);
    ``quote_chars`` is the longest quote; ``banner`` stands on every page of the site; ``page_size`` is the rows of a list page.

    >>> Policy(names=True).words()[0]
    'Names of victims, witnesses and other private persons are published as the reports print them.'
    """

    names: bool = False
    quote_chars: int = 1000
    banner: str | None = None
    page_size: int = 500

    def words(self) -> tuple[str, ...]:
        """Say the policy in sentences, for the manifest and the site's method page."""
        return (_NAMES_SHOWN if self.names else _NAMES_MASKED, *_ALWAYS, _QUOTES.format(self.quote_chars))


_NAMES_SHOWN = "Names of victims, witnesses and other private persons are published as the reports print them."
_NAMES_MASKED = (
    f"Names of victims, witnesses, relatives and other private persons are replaced by {NAME}; officials, spokespersons, "
    f"organisations and publishers keep theirs. A link whose address spells such a name reads {LINK}. "
    "People who reviewed the record are numbered, not named. Names that the reader did not recognise can remain."
)
_ALWAYS = (
    f"Telephone numbers, e-mail addresses and street addresses are replaced by {PHONE}, {EMAIL} and {ADDRESS}.",
    "Restricted reports, and claims that only they make, are left out everywhere; a tally that counted such claims says so.",
    "The texts of the reports are not published: only title, publisher, date, link and the SHA-256 of the archived text.",
    "Offsets (start, end) count characters of the archived report. Where words were masked, the published words are not those "
    "at the offsets any more.",
)
_QUOTES = "A quote is the sentence that makes the claim, cut at {} characters."
