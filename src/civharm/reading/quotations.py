"""Follow quotations over sentences: whose words a sentence goes on with when it names no speaker itself."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.reading.sentences import Sentence

_OPEN, _CLOSE, _STRAIGHT = "“«", "”»", '"'


def opens_quotation(sentence: Sentence) -> bool:
    """Whether a sentence begins with a quotation mark.

    >>> from civharm.reading.sentences import Sentence
    >>> opens_quotation(Sentence("“They fired.", 0, 12, 0, "body", ()))
    True
    """
    return sentence.text[:1] in tuple(_OPEN + _STRAIGHT)


def stays_open(sentence: Sentence, *, inside: bool) -> bool:
    """Whether a quotation is open at the end of a sentence, given whether it was at the start."""
    opened = inside
    for at, mark in enumerate(sentence.text):
        if mark in _OPEN:
            opened = True
        elif mark in _CLOSE:
            opened = False
        elif mark == _STRAIGHT:
            opened = not opened if not (at == 0 and inside) else opened  # each paragraph of a long quotation opens anew
    return opened


def find_open(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, whether a quotation of the sentence before goes on in it.

    A mark that nobody closes ends with its paragraph, unless the next one opens with a mark again.
    """
    inside, going_on = False, []
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1] if number else None
        if before is not None and (sentence.paragraph != before.paragraph or sentence.start - before.end > 3):
            inside = inside and opens_quotation(sentence) and sentence.paragraph - before.paragraph <= 1
        going_on.append(inside)
        inside = stays_open(sentence, inside=inside)
    return going_on


def has_mark(sentence: Sentence) -> bool:
    """Whether a quotation begins or ends within a sentence."""
    return any(mark in _OPEN + _CLOSE + _STRAIGHT for mark in sentence.text[1:])


def find_opening(sentences: Sequence[Sentence], number: int, going_on: Sequence[bool]) -> int:
    """The sentence in which the quotation opens that goes on in a sentence.

    >>> from civharm.reading.sentences import Sentence
    >>> texts = ("A medic says “Nobody sleeps.", "They come in trucks.", "Ten died.”")
    >>> find_opening([Sentence(t, 0, len(t), 0, "body", ()) for t in texts], 2, [False, True, True])
    0
    """
    at = number - 1
    while at > 0 and going_on[at] and not has_mark(sentences[at]):
        at -= 1
    return at


def introduces(sentence: Sentence, following: Sentence) -> bool:
    """Whether a sentence announces the quotation that follows: "... in a statement." or a colon, and then a quotation mark.

    >>> from civharm.reading.sentences import Sentence
    >>> a = Sentence("The envoy spoke of it in a statement.", 0, 37, 0, "body", ())
    >>> introduces(a, Sentence("\\"It is a crime.\\"", 39, 55, 1, "body", ()))
    True
    """
    if not opens_quotation(following) or following.paragraph - sentence.paragraph > 1:
        return False
    end = sentence.text.rstrip(" .…").lower()
    return end.endswith(
        (":", "statement", "tweet", "interview", "letter", "post", "report", "speech", "news conference", "press conference")
    )
