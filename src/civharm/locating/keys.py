"""Spellings of place names: the one key under which the gazetteer's build files a name and the reader looks it up.

A name reaches a report through many hands: "Ar Raqqah", "al-Raqqah", "Al Raqqa", "الرقّة". The key folds what carries no
difference (case, accents, Arabic diacritics, hyphens, apostrophes, the article and its assimilated forms); a second, bare key drops
the article; a skeleton drops the vowels, for look-ups inside a country that is already known.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# marks that a fold may drop: combining accents, Hebrew points, Arabic harakat; vowel signs of Indic scripts are letters and stay
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_SILENT = re.compile("['’‘`´ʿʾʻʼʹʺ′″.]")
_APART = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ŋ": "n", "ħ": "h"}
    | {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ہ": "ه", "ە": "ه"}
)
# the Arabic article as it is written before the sun letters and in Maghrebi and Egyptian spellings
_ARTICLES = frozenset(
    ["al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "es", "esh", "ed", "er", "et", "ez", "adh", "ath", "il", "ul"]
)
_VOWELS = re.compile("[aeiouyw]+")
_DIGRAPHS = (("gh", "g"), ("kh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"), ("q", "k"), ("ch", "sh"), ("c", "k"))
_ASIDE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def make_key(name: str) -> str:
    """Make the key of a name; the same for all spellings that differ in nothing but case, accents, hyphens and the article's form.

    >>> make_key("Ar-Raqqah") == make_key("Ar Raqqah") == make_key("al-Raqqah")
    True
    >>> make_key("Dar‘ā"), make_key("الرّقة"), make_key("U.S.")
    ('dara', 'الرقه', 'us')
    """
    if name.isascii():
        folded = name.casefold()
    else:
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", name.casefold())).casefold().translate(_LETTERS)
    words = _APART.sub(" ", _SILENT.sub("", folded)).split()
    last = len(words) - 1
    return " ".join("al" if word in _ARTICLES and at < last else word for at, word in enumerate(words))


def make_bare_key(key: str) -> str:
    """Drop the Arabic article from a key; a key without one, or with too little beside it, stays as it is.

    >>> make_bare_key(make_key("Deir ez-Zor")), make_bare_key(make_key("Al Bab")), make_bare_key("الرقه")
    ('deir zor', 'bab', 'رقه')
    """
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in key.split() if word != "al"]
    bare = " ".join(words)
    return bare if len(bare) > 2 else key


def make_skeleton(key: str) -> str:
    """Keep the consonants of a bare Latin key, with digraphs and doubled letters folded; ``""`` where too few are left to tell.

    >>> make_skeleton("khan shaykhun") == make_skeleton("khan sheikhoun")
    True
    >>> make_skeleton("hama")
    ''
    """
    if not key.isascii():
        return ""
    text = key
    for two, one in _DIGRAPHS:
        text = text.replace(two, one)
    words = [word[:1] + _VOWELS.sub("", word[1:]).replace("h", "") for word in text.split()]
    skeleton = _ASIDE.sub(r"\1", "".join(words))
    return skeleton if len(skeleton) >= 3 else ""
