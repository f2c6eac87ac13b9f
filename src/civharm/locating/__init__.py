"""Say where and when: give claims their place and date.

In: the claims of one report, the report, a gazetteer (`civharm.locating.gazetteer.load_gazetteer`). Out: the same claims, in the
same order, with ``place`` and ``date`` filled where the report's words say them. A place or date that comes from other words than
the claim's own sentence is marked ``inferred``; where nothing is said, the slot stays ``None``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from civharm.locating.gazetteer import Gazetteer
    from civharm.model import Claim, Report


def locate(claims: Sequence[Claim], report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Fill place and date of the claims of one report; where there is none, its words of time and place are not looked for."""
    if not claims:
        return ()
    from civharm.locating.dates import locate_dates  # imported here, so that a place can be looked up without the dates' grammar
    from civharm.locating.lent_measures import lend_measures
    from civharm.locating.periods import mark_period_totals
    from civharm.locating.places import locate_places

    return lend_measures(mark_period_totals(locate_dates(locate_places(claims, report, gazetteer), report), report.text), report)
