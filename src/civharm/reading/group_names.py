"""Find the names of armed groups in no list, by what the text calls them: "the rebel group Red Path", "Red Path guerrillas".

Only the words around tell that these are names: capitals, and a noun for a group or its fighters right beside them. What stands
in capitals at the head of a sentence, a day or a month is no name.
"""

from __future__ import annotations

from collections.abc import Sequence

from civharm.reading.phrases import Token, load_frame

# A name has at most so many words, small words included ("Front for the Liberation of the North").
LONGEST = 8
# Words before the noun of its fighters are a name's last ones: at most so many.
LONGEST_BEFORE = 4


def find_name_behind(text: str, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The tokens of a name right behind the words for a group, which end at a token: "the armed group | Red Path".

    >>> from civharm.reading.phrases import find_tokens
    >>> text = "the rebel group Red Path said"
    >>> find_name_behind(text, find_tokens(text), 1, 2)
    (3, 5)
    """
    at = last
    if at < len(tokens) and tokens[at].norm in load_frame("group_words") and _follows(text, tokens, at):
        at += 1
    elif tokens[last - 1].norm not in load_frame("group_words"):
        return None
    end = _end_of_name(text, tokens, at)
    return (at, end) if end > at and not _is_first_in_headline(tokens, first, at) else None


def find_name_of(text: str, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The tokens of a group's name behind "of the" or "from the", told by its last word: "gunmen of the | Redland Front"."""
    end = _end_of_name(text, tokens, at)
    return (at, end) if end - at > 1 and tokens[end - 1].norm in load_frame("group_name_ends") else None


def find_name_before(text: str, tokens: Sequence[Token], first: int) -> int:
    """Where the name starts that stands right before the noun of its fighters ("Red Path | guerrillas"), else that noun.

    >>> from civharm.reading.phrases import find_tokens
    >>> text = "Then Red Path guerrillas came. Suspected rebels fled."
    >>> find_name_before(text, find_tokens(text), 3), find_name_before(text, find_tokens(text), 6)
    (1, 6)
    """
    at = first
    while at > max(0, first - LONGEST_BEFORE) and _is_of_name(tokens[at - 1]) and _follows(text, tokens, at):
        at -= 1
    if first - at > 1 and f" {tokens[at].text.lower()} " in text:  # a word of the language that only opens its sentence
        at += 1
    if (
        at == first - 1
        and tokens[at].norm in load_frame("group_name_ends")
        and _is_side(tokens[at - 1])
        and _follows(text, tokens, at)
    ):
        return at - 1  # "Northern Front | militants"
    alone = first - at == 1 and _opens_sentence(text, tokens[at]) and not _stands_elsewhere(text, tokens[at])
    return first if alone else at  # "Drunken rebels came"


def _end_of_name(text: str, tokens: Sequence[Token], at: int) -> int:
    """The token after a run of capitals that a name is, with the small words inside it."""
    end = start = at
    while at < min(len(tokens), start + LONGEST) and _follows(text, tokens, at):
        if _is_of_name(tokens[at]):
            end = at + 1
        elif tokens[at].norm not in load_frame("articles_in_names"):
            break
        at += 1
    return end


def _is_of_name(token: Token) -> bool:
    return (
        token.text[:1].isupper() and token.norm not in load_frame("no_group_name") and token.norm not in load_frame("unknown_actor")
    )


def _is_side(token: Token) -> bool:
    return token.text[:1].isupper() and token.norm in load_frame("place_before") and token.norm.endswith(("ern", "central"))


def _follows(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether only a blank or a hyphen stands between a token and the one before it."""
    return at > 0 and text[tokens[at - 1].end : tokens[at].start] in (" ", "-", "’", "'")


def _opens_sentence(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 4) : token.start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n—–-"


def _stands_elsewhere(text: str, token: Token) -> bool:
    """Whether a word that opens a sentence stands in capitals inside another too, as names do."""
    at = text.find(f" {token.text}")
    while at >= 0:
        if at + 1 != token.start and text[at - 1 : at].isalpha() and not text[at + 1 + len(token.text) :][:1].isalpha():
            return True
        at = text.find(f" {token.text}", at + 1)
    return False


def _is_first_in_headline(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether the words for the group are in capitals themselves, as in a headline, so that capitals behind them tell nothing."""
    return all(token.text[:1].isupper() for token in tokens[max(first, at - 2) : at]) and at - first > 1
