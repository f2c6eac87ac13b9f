"""Write the graph in which the parser's network is computed, without its weights: `civharm.reading.parser_network` fills them in.

    python parser_graph.py OUT.onnx

The network is that of spaCy's small English model: each word's vector is mixed with those of its neighbours, four times over; of
the last vectors, the tags and what the parser's steps add up are made. The shapes are the model's own; zeros stand for its weights.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

WIDTH, DEPTH, PIECES, TAGS, HIDDEN, FEATURES = 96, 4, 3, 50, 64, 8 * 64 * 2
_SHAPES = {
    "tags_weight": (WIDTH, TAGS), "tags_bias": (TAGS,),
    "linear_weight": (WIDTH, HIDDEN), "linear_bias": (HIDDEN,),
    "features_weight": (HIDDEN, FEATURES), "features_none": (1, FEATURES),
}  # fmt: skip
_NUMBERS = {"first": [0], "second": [1], "last": [-1], "end": [2**40]}


def make_graph() -> onnx.ModelProto:
    """The graph: words and which of them to keep in, tags and features out."""
    nodes: list[NodeProto] = []
    shapes = dict(_SHAPES)
    source = "words"
    for depth in range(DEPTH):
        nodes += mix_with_neighbours(source, f"mix_{depth}")
        source = f"mix_{depth}"
        shapes |= {
            source + "_weight": (PIECES * WIDTH, PIECES * WIDTH), source + "_bias": (PIECES * WIDTH,),
            source + "_gain": (WIDTH,), source + "_shift": (WIDTH,),
        }  # fmt: skip
    nodes += [
        helper.make_node("Gather", [source, "kept"], ["vectors"], axis=0),
        helper.make_node("Gemm", ["vectors", "tags_weight", "tags_bias"], ["scores"]),
        helper.make_node("ArgMax", ["scores"], ["tags"], axis=1, keepdims=0),
        helper.make_node("Gemm", ["vectors", "linear_weight", "linear_bias"], ["linear"]),
        helper.make_node("MatMul", ["linear", "features_weight"], ["of_words"]),
        helper.make_node("Concat", ["features_none", "of_words"], ["features"], axis=0),
    ]
    weights = [numpy_helper.from_array(np.zeros(shape, np.float32), name) for name, shape in shapes.items()]
    weights += [numpy_helper.from_array(np.array(value, np.int64), name) for name, value in _NUMBERS.items()]
    weights.append(numpy_helper.from_array(np.zeros((1, WIDTH), np.float32), "nothing"))
    graph = helper.make_graph(
        nodes, "parser",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, ["places", WIDTH]),
            helper.make_tensor_value_info("kept", TensorProto.INT64, ["words"]),
        ],
        [
            helper.make_tensor_value_info("tags", TensorProto.INT64, ["words"]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["words and one", FEATURES]),
        ],
        weights,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def mix_with_neighbours(source: str, name: str) -> list[NodeProto]:
    """One layer: a word beside the word before and after it, the largest of three answers, evened out, added to what it was."""
    answers = [f"{name}_answer_{n}" for n in range(PIECES)]
    return [
        helper.make_node("Slice", [source, "first", "last", "first"], [name + "_all_but_last"]),
        helper.make_node("Slice", [source, "second", "end", "first"], [name + "_all_but_first"]),
        helper.make_node("Concat", ["nothing", name + "_all_but_last"], [name + "_before"], axis=0),
        helper.make_node("Concat", [name + "_all_but_first", "nothing"], [name + "_after"], axis=0),
        helper.make_node("Concat", [name + "_before", source, name + "_after"], [name + "_window"], axis=1),
        helper.make_node("Gemm", [name + "_window", name + "_weight", name + "_bias"], [name + "_answers"]),
        helper.make_node("Split", [name + "_answers"], answers, axis=1, num_outputs=PIECES),
        helper.make_node("Max", answers, [name + "_most"]),
        helper.make_node(
            "LayerNormalization", [name + "_most", name + "_gain", name + "_shift"], [name + "_even"], axis=-1, epsilon=1e-8
        ),
        helper.make_node("Add", [source, name + "_even"], [name]),
    ]


if __name__ == "__main__":
    onnx.save(make_graph(), sys.argv[1])
    print(Path(sys.argv[1]).stat().st_size, "bytes written")
