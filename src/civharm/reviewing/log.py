"""The log of judgements as chains: what was decided about each thing, in order; and what each person can undo or redo next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from civharm.model import Judgement
from civharm.reviewing.deciding import REDO, UNDO, find_batch

# What a chain is about: ("claim", id), ("grade", incident) or ("pair", one, other) with the smaller id first.
Thing = tuple[str, ...]


class Log:
    """All judgements in the order in which they were added, kept as one chain for each thing; grows by `add`.

    What was decided on a claim can be set aside for a while, so that a second person decides without seeing it: everything here but
    `all` then tells as if nobody had decided on that claim.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.all: list[Judgement] = []
        self.steps = 0  # grows by whatever changes what the log tells
        self._aside: set[str] = set()
        self._told: tuple[int, list[Judgement]] = (-1, [])
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
        self.all.append(judgement)
        self.steps += 1
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
            undone.append(self._take_last(done, judgement))
            self._in_force[judgement.id] = self._before(undone[-1])
        elif judgement.id.startswith(REDO) and undone:
            done.append(self._take_last(undone, judgement))
            self._in_force[judgement.id] = done[-1]
        else:
            undone.clear()
            done.append(judgement.id)
            self._in_force[judgement.id] = judgement.id

    def _take_last(self, ids: list[str], judgement: Judgement) -> str:
        """Take from some ids the last that is about the same; others behind it can have been set aside when it was undone."""
        thing = self._thing_of[judgement.id]
        at = next((at for at in range(len(ids) - 1, -1, -1) if self._thing_of[ids[at]] == thing), len(ids) - 1)
        return ids.pop(at)

    def set_aside(self, claim: str) -> None:
        """Tell from now on as if nobody had decided on a claim."""
        self._aside.add(claim)
        self.steps += 1

    def bring_back(self, claim: str) -> None:
        """Tell again what was decided on a claim."""
        self._aside.discard(claim)
        self.steps += 1

    def list_aside(self) -> list[str]:
        """List the claims of which the decisions are set aside, those alone on which there are any."""
        return sorted(claim for claim in self._aside if ("claim", claim) in self._chains)

    def _is_told(self, id: str) -> bool:
        thing = self._thing_of.get(id, ("",))
        return thing[0] != "claim" or thing[1] not in self._aside

    @property
    def judgements(self) -> Sequence[Judgement]:
        """The judgements in the order in which they were added."""
        if not self._aside:
            return self.all
        if self._told[0] != self.steps:
            self._told = (self.steps, [judgement for judgement in self.all if self._is_told(judgement.id)])
        return self._told[1]

    def whole_chain(self, claim: str) -> tuple[Judgement, ...]:
        """All decisions about a claim, also where they are set aside: for those who take decisions down, and for no page."""
        return tuple(self._chains.get(("claim", claim), ()))

    def find_standing_at(self, claim: str, at: str) -> tuple[Judgement | None, frozenset[str]]:
        """Find which decision was in force on a claim at an instant, and who had decided anything on it by then."""
        chain = [judgement for judgement in self.whole_chain(claim) if judgement.at <= at]
        standing = self._by_id.get(self._in_force[chain[-1].id]) if chain else None
        return standing, frozenset(judgement.by for judgement in chain)

    def _before(self, id: str) -> str:
        return self._in_force.get(self._by_id[id].supersedes or "", "")

    def chain(self, *thing: str) -> tuple[Judgement, ...]:
        """All decisions about a thing, oldest first."""
        return () if thing[0] == "claim" and thing[1] in self._aside else tuple(self._chains.get(thing, ()))

    def head(self, *thing: str) -> Judgement | None:
        """The last decision about a thing, an undo too."""
        chain = self.chain(*thing)
        return chain[-1] if chain else None

    def find(self, id: str) -> Judgement | None:
        """Find a judgement by its id."""
        return self._by_id.get(id) if self._is_told(id) else None

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
        done = self._list_told(self._done, by)
        return self._by_id[done[-1]] if done else None

    def find_redoable(self, by: str) -> Judgement | None:
        """Find the decision that a person took back last, where the person decided nothing else since."""
        undone = self._list_told(self._undone, by)
        return self._by_id[undone[-1]] if undone else None

    def list_undoable(self, by: str) -> list[Judgement]:
        """List what the next undo of a person takes back, the last first: one decision, or all that were taken down with it."""
        done = self._list_told(self._done, by)
        return [self._by_id[id] for id in _last_batch(done)]

    def list_redoable(self, by: str) -> list[Judgement]:
        """List what the next redo of a person puts in force again, in the order in which it was decided."""
        undone = self._list_told(self._undone, by)
        return [self._by_id[id] for id in _last_batch(undone)]

    def _list_told(self, of: dict[str, list[str]], by: str) -> list[str]:
        ids = of.get(by, [])
        return [id for id in ids if self._is_told(id)] if self._aside else ids

    def count_batch(self, id: str) -> int:
        """Count the decisions that were taken down together with one, itself among them; none where it was taken down alone."""
        batch = find_batch(id) if self.find(id) else ""
        return self._batches[batch] if batch else 0

    def list_about(self, ids: Collection[str]) -> list[Thing]:
        """List what was decided about on some claims and incidents: each by itself, and pairs with one of them."""
        alone = [(kind, id) for id in ids for kind in ("claim", "grade") if (kind, id) in self._chains]
        return [*alone, *dict.fromkeys(pair for id in ids for pair in self._pairs_of.get(id, ()))]

    def heads(self, kind: str) -> list[tuple[Thing, Judgement]]:
        """The last decision about each thing of a kind: ``claim``, ``pair`` or ``grade``."""
        return [(thing, head) for thing in list(self._chains) if thing[0] == kind and (head := self.head(*thing))]

    def list_claims(self) -> list[str]:
        """List the claims on which anybody decided anything."""
        return [thing[1] for thing in self._chains if thing[0] == "claim" and thing[1] not in self._aside]


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
