"""The network of the learned reader: encoder and heads, what goes in and comes out, its loss and its figures."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from examples import FLAGS, HARMS, MEASURES, MODALITIES
from torch import nn
from transformers import BertModel

HEADS = {"harm": len(HARMS), "measure": len(MEASURES), "modality": len(MODALITIES), "flag": len(FLAGS)}


@dataclass
class Item:
    """A sentence as word pieces, and its phrases: (first piece, last piece, harms, measure, modality, flags)."""

    pieces: list[int]
    spans: list[tuple[int, int, list[int], int, int, list[int]]]


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.mix = nn.Linear(3 * width, width)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in HEADS.items()})

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, owner: torch.Tensor, first: torch.Tensor, last: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        places = torch.arange(hidden.shape[1])[None, :]
        inside = ((places >= first[:, None]) & (places <= last[:, None])).float()
        rows = hidden[owner]
        mean = (rows * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True)
        at = torch.arange(len(owner))
        joined = torch.cat([mean, rows[at, first], rows[at, last]], dim=1)
        phrase = self.drop(torch.nn.functional.gelu(self.mix(joined)))
        return {name: head(phrase) for name, head in self.heads.items()}


def make_batch(items: list[Item]):
    longest = max(len(i.pieces) for i in items)
    pieces = torch.zeros(len(items), longest, dtype=torch.long)
    mask = torch.zeros(len(items), longest, dtype=torch.long)
    flat = []
    for row, item in enumerate(items):
        pieces[row, : len(item.pieces)] = torch.tensor(item.pieces)
        mask[row, : len(item.pieces)] = 1
        flat += [(row, *span) for span in item.spans]
    owner, first, last = (torch.tensor([f[k] for f in flat]) for k in range(3))
    target = {
        "harm": torch.tensor([f[3] for f in flat], dtype=torch.float),
        "measure": torch.tensor([f[4] for f in flat]),
        "modality": torch.tensor([f[5] for f in flat]),
        "flag": torch.tensor([f[6] for f in flat], dtype=torch.float),
    }
    return (pieces, mask, owner, first, last), target


def find_loss(out, target) -> torch.Tensor:
    harmed = target["harm"].sum(1) > 0
    loss = nn.functional.binary_cross_entropy_with_logits(out["harm"], target["harm"]) * 8
    if harmed.any():
        loss = loss + nn.functional.cross_entropy(out["measure"][harmed], target["measure"][harmed])
        loss = loss + nn.functional.cross_entropy(out["modality"][harmed], target["modality"][harmed])
        loss = loss + nn.functional.binary_cross_entropy_with_logits(out["flag"][harmed], target["flag"][harmed]) * 2
    return loss


def batches(items: list[Item], size: int, chance: random.Random | None):
    """Batches of sentences of like length, in random order."""
    order = sorted(items, key=lambda i: len(i.pieces) + (chance.random() * 8 if chance else 0))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if chance:
        chance.shuffle(groups)
    return groups


@torch.no_grad()
def run_all(model: Reader, items: list[Item]) -> dict[str, np.ndarray]:
    """Scores and targets of all phrases."""
    model.eval()
    outs, targets = {k: [] for k in HEADS}, {k: [] for k in HEADS}
    for group in batches(items, 32, None):
        inputs, target = make_batch(group)
        out = model(*inputs)
        for k in HEADS:
            outs[k].append(out[k].numpy())
            targets[k].append(target[k].numpy())
    return {**{k: np.concatenate(v) for k, v in outs.items()}, **{f"{k}_gold": np.concatenate(v) for k, v in targets.items()}}


def score(run: dict[str, np.ndarray]) -> dict[str, float]:
    """Figures over phrases: harm precision, recall and F1 (a phrase and its harm), and accuracy of the rest where harmed."""
    said, gold = run["harm"] > 0, run["harm_gold"] > 0.5
    tp, fp, fn = (said & gold).sum(), (said & ~gold).sum(), (~said & gold).sum()
    harmed = gold.any(1)
    figures = {
        "harm_precision": tp / max(1, tp + fp),
        "harm_recall": tp / max(1, tp + fn),
        "harm_f1": 2 * tp / max(1, 2 * tp + fp + fn),
    }
    for head in ("measure", "modality"):
        figures[head] = (run[head].argmax(1) == run[f"{head}_gold"])[harmed].mean()
    for k, flag in enumerate(FLAGS):
        s, g = (run["flag"][:, k] > 0)[harmed], (run["flag_gold"][:, k] > 0.5)[harmed]
        figures[flag] = 2 * (s & g).sum() / max(1, (s.sum() + g.sum()))
    return {k: round(float(v), 4) for k, v in figures.items()}


def average_weights(readers: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights of readers that began alike and saw the lines in another order, with other names."""
    return {name: torch.stack([reader[name].float() for reader in readers]).mean(0) for name in readers[0]}
