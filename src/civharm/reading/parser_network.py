"""The network of the parser's model, computed by the runtime of the learned reader: the same parses in a third of the time.

spaCy computes its network word by word anew, with a library of products that knows few processors. Here a word's first vector,
which depends on its letters alone, is made once and kept, and what is made of a sentence's vectors goes through one graph
(``data/reader/parser.onnx``, written by ``training/parser_graph.py``) on one thread, into which the model's weights are filled.
Every sentence still reads the same, whatever is parsed beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["ParserNetwork"]
# Words whose first vectors are kept: 20 MB. When so many are known they are all forgotten.
MOST_WORDS = 50_000
# Empty places between two sentences, so that neither sees the other: one for each time that a word is mixed with its neighbours.
GAP = 4


class _Batch(list[Any]):
    """Documents that are parsed together, with what the network says of their words."""

    features: npt.NDArray[np.float32]


class _Rows:
    """Stands for a document that is nothing but its words' attributes."""

    def __init__(self, rows: npt.NDArray[np.uint64]) -> None:
        self.to_array = lambda columns: rows


class ParserNetwork:
    """Tags and parses documents with a spaCy pipeline of a tagger and a parser that share one network."""

    def __init__(self, nlp: Any) -> None:
        from thinc.api import Model

        self._make_doc, self._tagger, self._parser = nlp.make_doc, nlp.get_pipe("tagger"), nlp.get_pipe("parser")
        self._embed = nlp.get_pipe("tok2vec").model.get_ref("embed")
        self._columns = self._embed.layers[0].attrs["columns"]
        self._session, self._weights = _load(nlp)
        layers = self._parser.model.layers
        lower = {name: layers[1].get_dim(name) for name in ("nO", "nP", "nF")}
        layers[0] = Model("features", lambda model, docs, is_train: (docs.features, None))
        layers[1] = Model("computed", lambda model, x, is_train: (x, None), dims=lower, params={"b": layers[1].get_param("b")})
        self._lower = tuple(lower[name] for name in ("nF", "nO", "nP"))
        self._width = nlp.get_pipe("tok2vec").model.get_dim("nO")
        self._lock = Lock()
        self._known: dict[bytes, int] = {}
        self._table = np.zeros((0, self._width), np.float32)

    def parse(self, texts: Iterator[str], batch: int) -> Iterator[Any]:
        """Parse texts, so many at a time."""
        while some := list(islice(texts, batch)):
            docs = _Batch(self._make_doc(text) for text in some)
            lengths = [len(doc) for doc in docs]
            tags, features = self._compute(docs, lengths)
            docs.features = features.reshape(-1, *self._lower)
            ends = np.cumsum(lengths).tolist()
            self._tagger.set_annotations(docs, [tags[end - length : end] for end, length in zip(ends, lengths, strict=True)])
            self._parser.set_annotations(docs, self._parser.predict(docs))
            yield from docs

    def _compute(self, docs: Sequence[Any], lengths: Sequence[int]) -> tuple[list[int], npt.NDArray[np.float32]]:
        """The tags of all words, and what the parser's steps add up, after a row for no word."""
        vectors = self._look_up(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        kept = np.arange(len(vectors)) + np.repeat(GAP * np.arange(1, len(docs) + 1), lengths)
        words = np.zeros((len(vectors) + GAP * (len(docs) + 1), vectors.shape[1]), np.float32)
        words[kept] = vectors
        tags, features = self._session.run(None, {"words": words, "kept": kept})
        return tags.tolist(), features

    def _look_up(self, rows: npt.NDArray[np.uint64]) -> npt.NDArray[np.float32]:
        """The first vectors of words, each made once."""
        keys = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
        with self._lock:
            if len(self._known) + len(keys) > len(self._table):
                self._known.clear()
                self._table = np.zeros((max(MOST_WORDS, len(keys)), self._width), np.float32)
            new = {key: n for n, key in enumerate(keys) if key not in self._known}
            if new:
                first = len(self._known)
                self._table[first : first + len(new)] = self._embed.predict([_Rows(rows[list(new.values())])])[0]
                self._known.update(zip(new, range(first, first + len(new)), strict=True))
            vectors: npt.NDArray[np.float32] = self._table[[self._known[key] for key in keys]]
        return vectors


def _load(nlp: Any) -> tuple[Any, list[Any]]:
    """The graph with the model's weights, and the values that the runtime refers to."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    kept = []
    for name, value in _find_weights(nlp).items():
        kept.append(onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(value, dtype=np.float32)))
        options.add_initializer(name, kept[-1])
    graph = files("civharm") / "data" / "reader" / "parser.onnx"
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"]), kept


def _find_weights(nlp: Any) -> dict[str, npt.NDArray[np.float32]]:
    """The weights of the pipeline, by their names in the graph, turned as the graph multiplies."""
    found: dict[str, npt.NDArray[np.float32]] = {}
    encode = nlp.get_pipe("tok2vec").model.get_ref("encode")
    mixes = [layer for layer in encode.walk() if layer.name == "maxout"]
    evens = [layer for layer in encode.walk() if layer.name == "layernorm"]
    for n, (mix, even) in enumerate(zip(mixes, evens, strict=True)):
        weight = mix.get_param("W").swapaxes(0, 1)  # the graph has all first answers beside each other, then all second ones
        found |= {f"mix_{n}_weight": weight.reshape(-1, weight.shape[-1]).T, f"mix_{n}_bias": mix.get_param("b").T.ravel()}
        found |= {f"mix_{n}_gain": even.get_param("G"), f"mix_{n}_shift": even.get_param("b")}
    tags = next(layer for layer in nlp.get_pipe("tagger").model.walk() if layer.name == "softmax")
    first, lower, _ = nlp.get_pipe("parser").model.layers
    linear = next(layer for layer in first.walk() if layer.name == "linear")
    features = lower.get_param("W")
    found |= {"tags_weight": tags.get_param("W").T, "tags_bias": tags.get_param("b")}
    found |= {"linear_weight": linear.get_param("W").T, "linear_bias": linear.get_param("b")}
    found |= {"features_weight": features.reshape(-1, features.shape[-1]).T, "features_none": lower.get_param("pad").reshape(1, -1)}
    return found
