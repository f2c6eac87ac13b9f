"""Run all evaluations, score them, and hold the floors of ``floors.json``; a figure below its floor fails.

    python evaluation/evaluate.py [--shared ../shared] [--only seeds,syria,counts,incidents] [--update] [--allow-regression]

``--update`` raises the floors to the figures reached and keeps the figures of the goals (``figures.json``), from which
``docs/accuracy.md`` is written; only together with ``--allow-regression`` it also lowers floors.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
# How far a figure may fall below its floor before it fails: rounding of the scoring programs' three digits.
SLACK = 0.0005
LOWER_IS_BETTER = ("invented", "numbers", "dangling")


def run(*command: str | Path) -> str:
    print("$", *map(str, command[1:]), flush=True)
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def product(*args: str | Path) -> str:
    return run(sys.executable, HERE / "run.py", *args)


def score_claims(name: str, shared: Path, out: Path) -> dict[str, float]:
    texts = {"seeds": shared / "seeds", "syria": shared / "gold/syria"}[name]
    not_harm = str(shared / "gold/seeds-not-harm.jsonl") if name == "seeds" else "-"
    product("claims", texts, out / f"{name}.jsonl")
    tool = shared / "tools/score_claims.py"
    gold = shared / f"gold/{name}.jsonl"
    text = run(sys.executable, tool, gold, not_harm, out / f"{name}.jsonl", "--texts", texts, "--verbose")
    told = text.split("\nMISSED ")[0].split("\nEXTRA ")[0].split("\nWRONG ")[0]
    print(told)
    figures = dict(re.findall(r"^(found|precision|slots|invented|numbers|dangling)\s+([\d.]+)$", told, re.M))
    slots = {f"slot.{slot}": share for slot, share in re.findall(r"^  (\w[\w ]*?)\s+\d+ of +\d+\s+([\d.]+)$", told, re.M)}
    harms = score_harms(text, load_lines(gold), load_lines(out / f"{name}.jsonl"))
    return {f"{name}.{key}": float(value) for key, value in (figures | slots | harms).items()}


def load_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score_harms(text: str, gold: list[dict[str, Any]], claims: list[dict[str, Any]]) -> dict[str, float]:
    """By harm: the share of the required gold claims found, and of the claims that are right, from what the tool lists."""
    required = Counter(_first(row["harm"]) for row in gold if row["required"])
    told = Counter(claim["harm"] for claim in claims)
    missed = Counter(re.findall(r"^MISSED required \S+ \['(\w+)'", text, re.M))
    extra = Counter(re.findall(r"^EXTRA \S+ (\w+) ", text, re.M))
    found = {f"harm.{harm}.found": round(1 - missed[harm] / n, 3) for harm, n in required.items()}
    right = {f"harm.{harm}.precision": round(1 - extra[harm] / n, 3) for harm, n in told.items()}
    return found | right | {f"harm.{harm}.required": n for harm, n in required.items()}


def _first(harm: str | list[str]) -> str:
    return harm if isinstance(harm, str) else harm[0]


def score_counts(shared: Path, out: Path) -> dict[str, float]:
    product("counts", shared / "gold/counts-dev.jsonl", out / "counts.jsonl")
    text = run(sys.executable, shared / "tools/score_counts.py", shared / "gold/counts-dev.jsonl", out / "counts.jsonl")
    print(text)
    figures = {}
    for ds, field, kind, _, exact, inside, _ in re.findall(
        r"^(\S+)\s+(\w+)\s+(\S+)\s+(\d+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$", text, re.M
    ):
        figures[f"{ds}.{field}.{kind}.exact"] = float(exact)
        figures[f"{ds}.{field}.{kind}.inside"] = float(inside)
    return figures


def score_incidents(shared: Path, out: Path) -> dict[str, float]:
    gold = shared / "gold/incidents-dev.jsonl"
    product("incidents", gold, out / "incidents")
    text = run(
        sys.executable,
        shared / "tools/score_incidents.py",
        gold,
        out / "incidents/reports.jsonl",
        out / "incidents/incidents.jsonl",
    )
    print(text)
    figures, ds = {}, ""
    for line in text.splitlines():
        if not line.startswith(" "):
            ds = line.split()[0]
        elif "b3" in line:
            figures[f"{ds}.b3.f1"] = float(line.split()[-1])
        else:
            field, *_, inside, _, exact = line.split()
            figures |= {f"{ds}.{field}.inside": float(inside), f"{ds}.{field}.exact": float(exact)}
    return figures


def compare(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Lines that say which figure is below its floor."""
    below = []
    for key, floor in sorted(floors.items()):
        if key in figures and _is_worse(key, figures[key], floor):
            below.append(f"BELOW ITS FLOOR: {key} is {figures[key]:.3f}, the floor is {floor:.3f}")
    return below


def _is_worse(key: str, figure: float, floor: float) -> bool:
    if key.split(".")[-1] in LOWER_IS_BETTER:
        return figure > floor + SLACK
    return figure < floor - SLACK


def update(figures: dict[str, float], floors: dict[str, float], *, lower: bool) -> dict[str, float]:
    goals = json.loads((HERE / "targets.json").read_text(encoding="utf-8"))
    held = {k: v for k, v in figures.items() if k in goals and (lower or k not in floors or not _is_worse(k, v, floors[k]))}
    return {**floors, **held}


def keep_figures(figures: dict[str, float]) -> None:
    """Keep what was measured of the goals, and write the page."""
    path = HERE / "figures.json"
    goals = json.loads((HERE / "targets.json").read_text(encoding="utf-8"))
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known |= {k: v for k, v in figures.items() if k in goals or ".slot." in k or ".harm." in k}
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--out", type=Path, default=HERE.parent / "out/evaluation")
    ask.add_argument("--only", default="seeds,syria,counts,incidents")
    ask.add_argument("--update", action="store_true")
    ask.add_argument("--allow-regression", action="store_true")
    args = ask.parse_args()
    if not (args.shared / "gold").is_dir():
        sys.exit(f"{args.shared}/gold: there is no gold here: give its folder with --shared")
    parts = args.only.split(",")
    figures: dict[str, float] = {}
    for name in ("seeds", "syria"):
        figures |= score_claims(name, args.shared, args.out) if name in parts else {}
    figures |= score_counts(args.shared, args.out) if "counts" in parts else {}
    figures |= score_incidents(args.shared, args.out) if "incidents" in parts else {}
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "figures.json").write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if args.update:
        keep_figures(figures)
        FLOORS.write_text(
            json.dumps(update(figures, floors, lower=args.allow_regression), indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
    below = compare(figures, floors)
    print("\n".join(below) or f"{sum(k in figures for k in floors)} floors hold")
    sys.exit(bool(below))


if __name__ == "__main__":
    main()
