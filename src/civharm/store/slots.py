"""The slots that a judgement keeps, as JSON until somebody asks for one of them.

A project of many decisions holds all of them in memory; what was seen and what was corrected is most of that, and hardly ever read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


class Slots(Mapping[str, Any]):
    """Slots of a claim in their JSON shape, read when they are first looked at.

    >>> slots = Slots('{"harm": "killed", "place": null}')
    >>> slots == {"harm": "killed", "place": None}, {**slots, "harm": "injured"}["harm"], slots.get("actor")
    (True, 'injured', None)
    """

    __slots__ = ("_data", "_words")

    def __init__(self, words: str) -> None:
        self._words: str = words
        self._data: dict[str, Any] | None = None

    def _read(self) -> dict[str, Any]:
        if self._data is None:
            self._data, self._words = json.loads(self._words), ""
        return self._data

    def __getitem__(self, name: str) -> Any:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())
