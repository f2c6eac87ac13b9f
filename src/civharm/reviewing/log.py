"""The log of judgements as chains: what was decided about each thing, in order; and what each person can undo or redo next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from civharm.model import Judgement
from civharm.reviewing.deciding import REDO, UNDO, find_batch

# What a chain is about: ("claim", id), ("grade", incident) or ("pair", one, other) with the smaller id first.
Thing = tuple[str, ...]


class Log:
    """All judgements in the order in which they were added, kept as one chain for each thing; grows by `add`."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.judgements: list[Judgement] = []
        self._chains: dict[Thing, list[Judgement]] = defaultdict(list)
        self._pairs_of: dict[str, list[Thing]] = defaultdict(list)
        self._thing_of: dict[str, Thing] = {}
        self._by_id: dict[str, Judgement] = {}
        self._in_force: dict[str, str] = {}
        self._batches: Counter[str] = Counter()
        self._done: dict[str, list[str]] = defaultdict(list)
        self._undone: dict[str, list[str]] = defaultdict(list)
        for judgement in judgements:
            self.add(judgement)

    def add(self, judgement: Judgement) -> None:
        """Add the next judgement of the log."""
        self.judgements.append(judgement)
        self._by_id[judgement.id] = judgement
        self._batches[find_batch(judgement.id)] += 1
        thing = find_thing(judgement) or self._thing_of.get(judgement.supersedes or "")
        if thing is None:  # a note on anything decides nothing
            return
        self._thing_of[judgement.id] = thing
        if thing[0] == "pair" and thing not in self._chains:
            for end in thing[1:]:
                self._pairs_of[end].append(thing)
        self._chains[thing].append(judgement)
        self._step(judgement)

    def _step(self, judgement: Judgement) -> None:
        """Keep for each person what is done and what was undone, and for each entry whose words it puts in force."""
        done, undone = self._done[judgement.by], self._undone[judgement.by]
        if judgement.id.startswith(UNDO) and done:
            undone.append(done.pop())
            self._in_force[judgement.id] = self._before(undone[-1])
        elif judgement.id.startswith(REDO) and undone:
            done.append(undone.pop())
            self._in_force[judgement.id] = done[-1]
        else:
            undone.clear()
            done.append(judgement.id)
            self._in_force[judgement.id] = judgement.id

    def _before(self, id: str) -> str:
        return self._in_force.get(self._by_id[id].supersedes or "", "")

    def chain(self, *thing: str) -> tuple[Judgement, ...]:
        """All decisions about a thing, oldest first."""
        return tuple(self._chains.get(thing, ()))

    def head(self, *thing: str) -> Judgement | None:
        """The last decision about a thing, an undo too."""
        chain = self._chains.get(thing)
        return chain[-1] if chain else None

    def find(self, id: str) -> Judgement | None:
        """Find a judgement by its id."""
        return self._by_id.get(id)

    def find_thing(self, judgement: Judgement) -> Thing | None:
        """Find what a judgement of the log is about."""
        return self._thing_of.get(judgement.id)

    def find_former(self, judgement: Judgement) -> Judgement | None:
        """Find the decision that was in force on a thing before another one; ``None`` where none was."""
        return self._by_id.get(self._before(judgement.id))

    def find_in_force(self, *thing: str) -> Judgement | None:
        """Find the decision that is in force on a thing: the last one, or the one that the last undo or redo went back to."""
        head = self.head(*thing)
        return self._by_id.get(self._in_force[head.id]) if head else None

    def find_undoable(self, by: str) -> Judgement | None:
        """Find the last decision of a person that the person has not taken back."""
        done = self._done.get(by)
        return self._by_id[done[-1]] if done else None

    def find_redoable(self, by: str) -> Judgement | None:
        """Find the decision that a person took back last, where the person decided nothing else since."""
        undone = self._undone.get(by)
        return self._by_id[undone[-1]] if undone else None

    def list_undoable(self, by: str) -> list[Judgement]:
        """List what the next undo of a person takes back, the last first: one decision, or all that were taken down with it."""
        done = self._done.get(by, [])
        return [self._by_id[id] for id in _last_batch(done)]

    def list_redoable(self, by: str) -> list[Judgement]:
        """List what the next redo of a person puts in force again, in the order in which it was decided."""
        undone = self._undone.get(by, [])
        return [self._by_id[id] for id in _last_batch(undone)]

    def count_batch(self, id: str) -> int:
        """Count the decisions that were taken down together with one, itself among them; none where it was taken down alone."""
        batch = find_batch(id) if id in self._by_id else ""
        return self._batches[batch] if batch else 0

    def list_about(self, ids: Collection[str]) -> list[Thing]:
        """List what was decided about on some claims and incidents: each by itself, and pairs with one of them."""
        alone = [(kind, id) for id in ids for kind in ("claim", "grade") if (kind, id) in self._chains]
        return [*alone, *dict.fromkeys(pair for id in ids for pair in self._pairs_of.get(id, ()))]

    def heads(self, kind: str) -> list[tuple[Thing, Judgement]]:
        """The last decision about each thing of a kind: ``claim``, ``pair`` or ``grade``."""
        return [(thing, chain[-1]) for thing, chain in self._chains.items() if thing[0] == kind]

    def list_claims(self) -> list[str]:
        """List the claims on which anybody decided anything."""
        return [thing[1] for thing in self._chains if thing[0] == "claim"]


def _last_batch(ids: Sequence[str]) -> list[str]:
    """The last of some ids, with those before it that were taken down together with it."""
    batch = find_batch(ids[-1]) if ids else ""
    found = list(ids[-1:])
    while batch and len(found) < len(ids) and find_batch(ids[-len(found) - 1]) == batch:
        found.append(ids[-len(found) - 1])
    return found


def find_thing(judgement: Judgement) -> Thing | None:
    """Find what a judgement is about by itself; a note tells it only through what it supersedes.

    >>> find_thing(Judgement(id="1", kind="same", about=("c2", "c1"), by="a", at="2024-05-01T10:00:00Z"))
    ('pair', 'c1', 'c2')
    """
    if judgement.kind == "note" or not judgement.about:
        return None
    if judgement.kind in ("same", "different"):
        return ("pair", *sorted(judgement.about))
    return ("grade" if judgement.kind == "grade" else "claim", judgement.about[0])
