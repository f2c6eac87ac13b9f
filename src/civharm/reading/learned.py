"""The learned reader: says of phrases of a sentence what was done to them. One pass of the encoder serves a whole sentence.

Trained by ``training/train.py`` from the project's own sentences; ``data/reader/reader.json`` keeps its figures. Sentences go
through one at a time on one thread, so that a sentence always reads the same, whatever stands around it.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from civharm.model import Harm, MeasureKind, Modality, make_id

Floats = npt.NDArray[np.float32]
# Longer sentences are cut by the encoder; `blocks.MAX_SENTENCE` keeps nearly all below.
LONGEST = 160
# A headline stands again at the head of its report, and a hostile text is one line ten thousand times: so many readings are kept.
REPEATED = 32
_ASKED = ("harm", "measure", "modality", "flag")  # the small heads, each a question about a phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """What the learned reader says of one phrase; probabilities, the harms calibrated on sentences held back in training."""

    harms: Mapping[Harm, float]
    measure: MeasureKind
    measure_sure: float
    modality: Modality
    modality_sure: float
    part: float
    hedged: float
    old: float


@dataclass(frozen=True)
class _Reader:
    session: Any
    tokenizer: Any
    heads: Mapping[str, Floats]
    facts: Mapping[str, Any]
    cuts: Sequence[int]  # where the answers to one question end, in the answers to all


@cache
def _load() -> _Reader:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = files("civharm") / "data" / "reader"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    with np.load(str(folder / "heads.npz")) as stored:
        heads = {name: stored[name] for name in stored.files}
    for part in ("weight", "bias"):
        heads[f"all.{part}"] = np.concatenate([heads[f"{name}.{part}"] for name in _ASKED])
    cuts = np.cumsum([len(heads[f"{name}.bias"]) for name in _ASKED])[:-1].tolist()
    return _Reader(session, tokenizer, heads, json.loads((folder / "reader.json").read_text(encoding="utf-8")), cuts)


def read_phrases(text: str, spans: Sequence[tuple[int, int]]) -> list[Reading | None]:
    """Say of each span of a sentence what was done to the people it names; ``None`` where the span lies beyond the encoder's reach.

    >>> text = "Shelling killed three nurses, a spokesman said."
    >>> reading = read_phrases(text, [(16, 28)])[0]
    >>> max(reading.harms, key=reading.harms.get)
    'killed'
    """
    return list(_read_phrases(text, tuple(spans))) if spans else []


@lru_cache(maxsize=REPEATED)
def _read_phrases(text: str, spans: tuple[tuple[int, int], ...]) -> list[Reading | None]:
    reader = _load()
    encoded = reader.tokenizer.encode(" ".join(text.split("\n")) if "\n" in text else text)
    inside = _find_pieces(encoded.offsets, spans)
    asked = sorted({piece for pieces in inside if pieces for piece in range(pieces[0], pieces[1] + 1)})
    if not asked:
        return [None] * len(spans)
    if len(asked) == 1:  # the runtime multiplies one row another way than two, to other last digits
        asked.append(0)
    hidden: Floats = reader.session.run(None, {"pieces": np.array(encoded.ids), "asked": np.array(asked)})[0]
    row = {piece: n for n, piece in enumerate(asked)}
    answers = iter(_answer(reader, [_join(hidden, row[pieces[0]], row[pieces[1]]) for pieces in inside if pieces]))
    return [_make_reading(reader, next(answers)) if pieces else None for pieces in inside]


def _find_pieces(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """The first and the last word piece of each span."""
    pieces = [i for i, (start, end) in enumerate(offsets) if end > start]
    starts, ends = [offsets[i][0] for i in pieces], [offsets[i][1] for i in pieces]
    found = [(bisect_right(ends, start), bisect_left(starts, end) - 1) for start, end in spans]
    return [(pieces[first], pieces[last]) if first <= last else None for first, last in found]


def _join(hidden: Floats, first: int, last: int) -> Floats:
    mean = np.add.reduce(hidden[first : last + 1]) / np.float32(last + 1 - first)
    joined: Floats = np.concatenate([mean, hidden[first], hidden[last]])
    return joined


def _answer(reader: _Reader, phrases: Sequence[Floats]) -> list[Floats]:
    """The answers to all questions about each phrase; one product a phrase is faster than one for all, and reads each the same."""
    heads = reader.heads
    if not phrases:
        return []
    mixed = _gelu(np.stack([heads["mix.weight"] @ phrase for phrase in phrases]) + heads["mix.bias"])
    return [heads["all.weight"] @ phrase + heads["all.bias"] for phrase in mixed]


def _make_reading(reader: _Reader, answers: Floats) -> Reading:
    facts = reader.facts
    said = dict(zip(_ASKED, np.split(answers, reader.cuts), strict=True))
    harms = _sigmoid(said["harm"] * facts["slope"] + facts["shift"]).tolist()
    measure, modality, flags = _softmax(said["measure"]), _softmax(said["modality"]), _sigmoid(said["flag"])
    return Reading(
        harms={name: round(p, 3) for name, p in zip(facts["harms"], harms, strict=True)},
        measure=facts["measures"][int(measure.argmax())],
        measure_sure=round(float(measure.max()), 3),
        modality=facts["modalities"][int(modality.argmax())],
        modality_sure=round(float(modality.max()), 3),
        part=round(float(flags[0]), 3),
        hedged=round(float(flags[1]), 3),
        old=round(float(flags[2]), 3),
    )


def _gelu(x: Floats) -> Floats:
    """GELU as in training (the exact one, by the error function; Abramowitz and Stegun 7.1.26, error below 1.5e-7)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    gated: Floats = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return gated


def _sigmoid(x: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-x))).astype(np.float32)


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max())
    shares: Floats = (powers / powers.sum()).astype(np.float32)
    return shares


@cache
def find_model_id() -> str:
    """The hash of the model's files, by which readings are cached."""
    folder, names = files("civharm") / "data" / "reader", ("encoder.onnx", "heads.npz", "tokenizer.json", "reader.json")
    return make_id(*(hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names))
