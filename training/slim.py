"""Write the quick encoder anew as the shortest graph that says the same: nothing is asked for that no answer needs.

    python slim.py ENCODER.onnx

What `quicken` leaves is the exporter's graph: it makes a mask for sentences that stand alone, works out shapes that are known, and
multiplies the same input by three weights one after the other. And its last layer finishes every word piece, though only the pieces
of the phrases asked about are looked at. Here one sentence goes in, with the places that are asked about, and their vectors come
out: a fifth of the time less, and each number to its last bit the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper
from quicken import MIDDLE

# The longest sentence that the encoder sees (`civharm.reading.learned.LONGEST`).
LONGEST = 160
EMBEDDINGS = "encoder.embeddings."
_SELF = "attention/self/"


class _Writer:
    """The nodes and constants of the new graph, and the old graph that they are taken from."""

    def __init__(self, old: onnx.GraphProto) -> None:
        self.old = {weight.name: numpy_helper.to_array(weight) for weight in old.initializer}
        self.by_output = {node.output[0]: node for node in old.node}
        self.epsilon = next(a.f for n in old.node if n.op_type == "LayerNormalization" for a in n.attribute if a.name == "epsilon")
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def add(self, kind: str, inputs: list[str], output: str, **options: object) -> str:
        """Add a node and give the name of what it makes."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **options))
        return output

    def keep(self, name: str, value: np.ndarray | float) -> str:
        """Add a constant and give its name."""
        self.constants[name] = np.asarray(value)
        return name

    def even_out(self, source: str, old: str, output: str) -> str:
        """A layer's numbers brought to one scale, with the weights of the old layer of that name."""
        gain, shift = self.keep(output + "_gain", self.old[old + "weight"]), self.keep(output + "_shift", self.old[old + "bias"])
        return self.add("LayerNormalization", [source, gain, shift], output, axis=-1, epsilon=self.epsilon)

    def product(self, layer: int, name: str) -> NodeProto:
        """The old product of a layer."""
        return self.by_output[f"/encoder/encoder/layer.{layer}/{name}/MatMul_output_0_whole"]


def slim(path: Path) -> int:
    """Rewrite a quick encoder in place; returns how many nodes it has then."""
    model = onnx.load(str(path))
    writer = _Writer(model.graph)
    layers = 1 + max(int(name.split("layer.")[1].split(".")[0]) for name in writer.old if "encoder.layer." in name)
    source = _look_up(writer)
    for layer in range(layers):
        source = _make_layer(writer, layer, source, last=layer == layers - 1)
    places = [helper.make_tensor_value_info(name, TensorProto.INT64, [name]) for name in ("pieces", "asked")]
    hidden = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["asked", writer.old[EMBEDDINGS + "LayerNorm.bias"].size])
    writer.nodes[-1].output[0] = "hidden"
    constants = [numpy_helper.from_array(np.ascontiguousarray(v).reshape(v.shape), name) for name, v in writer.constants.items()]
    made = helper.make_model(
        helper.make_graph(writer.nodes, "encoder", places, [hidden], constants), opset_imports=model.opset_import
    )
    made.ir_version = model.ir_version
    onnx.checker.check_model(made)
    onnx.save(made, str(path))
    return len(writer.nodes)


def _look_up(writer: _Writer) -> str:
    """The vectors of the pieces: of the word, of its kind (there is one), of its place."""
    old = writer.old
    for name, value in {
        "first": np.array([0]), "last": np.array([-1]), "step": np.float32(1 / (MIDDLE - 1)), "least": np.float32(1e-9),
        "none": np.float32(0), "middle": np.uint8(MIDDLE), "middle_float": np.float32(MIDDLE),
        "word_rows": old[EMBEDDINGS + "word_embeddings.weight_int8"],
        "word_scales": old[EMBEDDINGS + "word_embeddings.weight_scale"],
        "kind": old[EMBEDDINGS + "token_type_embeddings.weight"][0],
    }.items():  # fmt: skip
        writer.keep(name, value)
    rows, scales = (old[EMBEDDINGS + "position_embeddings.weight" + end][:LONGEST] for end in ("_int8", "_scale"))
    writer.keep("places", rows.astype(np.float32) * scales[:, None])
    writer.add("Cast", [writer.add("Gather", ["word_rows", "pieces"], "rows", axis=0)], "floats", to=TensorProto.FLOAT)
    writer.add("Unsqueeze", [writer.add("Gather", ["word_scales", "pieces"], "scales", axis=0), "last"], "column")
    writer.add("Add", [writer.add("Mul", ["floats", "column"], "words"), "kind"], "words_of_kind")
    writer.add("Slice", ["places", "first", writer.add("Shape", ["pieces"], "count"), "first"], "placed")
    return writer.even_out(writer.add("Add", ["words_of_kind", "placed"], "summed"), EMBEDDINGS + "LayerNorm.", "embedded")


def _make_layer(writer: _Writer, layer: int, source: str, *, last: bool) -> str:
    """One layer; the last one finishes only the pieces that are asked about."""
    mark, old = f"layer_{layer}_", f"encoder.encoder.layer.{layer}."
    context = _attend(writer, layer, source, last=last)
    if last:
        source = writer.add("Gather", [source, "asked"], mark + "asked", axis=0)
    said = _multiply(
        writer, layer, ["attention/output/dense"], _make_bytes(writer, layer, "attention/output/dense", context, last=last)
    )
    said = writer.even_out(writer.add("Add", [said, source], mark + "said"), old + "attention.output.LayerNorm.", mark + "even")
    wide = _multiply(writer, layer, ["intermediate/dense"], _make_bytes(writer, layer, "intermediate/dense", said, last=last))
    wide = writer.add("Gelu", [wide], mark + "gated")
    out = _multiply(writer, layer, ["output/dense"], _make_bytes(writer, layer, "output/dense", wide, last=last))
    return writer.even_out(writer.add("Add", [out, said], mark + "sum"), old + "output.LayerNorm.", mark + "out")


def _attend(writer: _Writer, layer: int, source: str, *, last: bool) -> str:
    """What each piece takes from the others; one product makes what is asked, by what it is found, and what is given."""
    mark = f"layer_{layer}_"
    given = _make_bytes(writer, layer, _SELF + "query", source, last=False)
    together = ["key", "value"] if last else ["query", "key", "value"]
    made = _split_heads(writer, _multiply(writer, layer, [_SELF + name for name in together], given), layer, len(together))
    if last:
        asked = tuple(writer.add("Gather", [name, "asked"], name + "_asked", axis=0) for name in given)
        queries = _split_heads(writer, _multiply(writer, layer, [_SELF + "query"], asked), layer, 1)
        made = [*queries, *made]
    query, key, value = made
    scores = writer.add("MatMul", [query, writer.add("Transpose", [key], mark + "turned", perm=[0, 2, 1])], mark + "products")
    constant = next(
        node for name in writer.by_output[f"/encoder/encoder/layer.{layer}/{_SELF}Mul_output_0"].input
        if (node := writer.by_output.get(name)) is not None and node.op_type == "Constant"
    )  # fmt: skip
    scale = writer.keep(mark + "root", numpy_helper.to_array(constant.attribute[0].t))
    shares = writer.add("Softmax", [writer.add("Mul", [scores, scale], mark + "scores")], mark + "shares", axis=-1)
    turned = writer.add("Transpose", [writer.add("MatMul", [shares, value], mark + "given")], mark + "by_piece", perm=[1, 0, 2])
    return writer.add("Reshape", [turned, writer.keep("flat", np.array([-1, _width(writer)]))], mark + "context")


def _width(writer: _Writer) -> int:
    return writer.old[EMBEDDINGS + "LayerNorm.bias"].size


def _split_heads(writer: _Writer, source: str, layer: int, count: int) -> list[str]:
    """So many matrices beside each other, each parted into heads."""
    shape = writer.by_output[f"/encoder/encoder/layer.{layer}/{_SELF}Concat_output_0"].input
    size = int(numpy_helper.to_array(writer.by_output[shape[-1]].attribute[0].t)[0])
    parts = writer.keep(f"heads_{count}", np.array([0, count, _width(writer) // size, size]))
    turned = writer.add(
        "Transpose", [writer.add("Reshape", [source, parts], source + "_parts")], source + "_heads", perm=[1, 2, 0, 3]
    )
    return [writer.add("Gather", [turned, writer.keep(f"number_{n}", np.int64(n))], f"{source}_{n}", axis=0) for n in range(count)]


def _make_bytes(writer: _Writer, layer: int, product: str, source: str, *, last: bool) -> tuple[str, str]:
    """The input of a product as whole numbers, and the scale of each piece: what `quicken.make_bytes` does, with less."""
    old = writer.product(layer, product).input[0].removesuffix("bytes")
    mark = source + "_"
    by = writer.keep(mark + "by", writer.old[writer.by_output[old + "size"].input[0].removesuffix("_even") + "_by"])
    even = writer.add("Mul", [source, by], mark + "even")
    most = writer.add("ReduceMax", [writer.add("Abs", [even], mark + "size"), "last"], mark + "most", keepdims=1)
    scale = writer.add("Max", [writer.add("Mul", [most, "step"], mark + "step"), "least"], mark + "scale")
    scales = writer.add("Squeeze", [scale, "last"], mark + "scales")
    zero = "zeros_asked" if last else "zeros"
    if not any(node.output[0] == zero for node in writer.nodes):  # as many middles as pieces, made once
        middles = writer.add("Add", [writer.add("Mul", [scales, "none"], zero + "_none"), "middle_float"], zero + "_floats")
        writer.add("Cast", [middles], zero, to=TensorProto.UINT8)
    return writer.add("QuantizeLinear", [even, scales, zero], mark + "bytes", axis=0), scale


def _multiply(writer: _Writer, layer: int, products: list[str], given: tuple[str, str]) -> str:
    """Products with the same input, done as one, then the scales of the pieces and columns, and what is added."""
    old = [writer.product(layer, name).input[1] for name in products]
    mark = f"layer_{layer}_{products[0].replace('/', '_')}"
    biases = [f"encoder.encoder.layer.{layer}.{name.replace('/', '.')}.bias" for name in products]
    weights = writer.keep(mark + "_weights", np.concatenate([writer.old[name] for name in old], axis=1))
    columns = writer.keep(mark + "_columns", np.concatenate([writer.old[name.replace("_int8", "_scale")] for name in old]))
    whole = writer.add("MatMulInteger", [given[0], weights, "middle"], mark + "_whole")
    floats = writer.add("Cast", [whole], mark + "_floats", to=TensorProto.FLOAT)
    scaled = writer.add("Mul", [writer.add("Mul", [floats, given[1]], mark + "_scaled"), columns], mark + "_product")
    return writer.add("Add", [writer.keep(mark + "_bias", np.concatenate([writer.old[name] for name in biases])), scaled], mark)


if __name__ == "__main__":
    print(slim(Path(sys.argv[1])), "nodes left")
