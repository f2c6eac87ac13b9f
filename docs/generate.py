"""Write docs/data.md and docs/cli.md from the code, so that they cannot say anything else than it does.

    python docs/generate.py            write both
    python docs/generate.py --check    write nothing; exit 1 and name the file that is stale

The types and values come from ``model/``, the columns from ``publishing/tables.py``, the keys of inputs from ``collecting``, the
commands from the command line itself. What a field or key means is said in ``fields.yml`` and ``word_lists.yml`` beside this file.
"""

from __future__ import annotations

import argparse
import re
import sys
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import typer
import yaml

from civharm import cli
from civharm.collecting.details import DETAILS
from civharm.collecting.kinds import KINDS
from civharm.locating.own_places import COLUMNS
from civharm.model import claims, incidents
from civharm.publishing import EXPORTERS
from civharm.publishing.tables import CLAIM_COLUMNS, INCIDENT_COLUMNS

HERE = Path(__file__).resolve().parent
WORDS = HERE.parent / "src" / "civharm" / "words"
MADE = "<!-- Made by docs/generate.py. Do not edit: change the code or the .yml files beside the generator, and run it again. -->\n"
ROW_KEYS = ("id", "text")  # what a row of JSON Lines must give beside the details


def find_nouns() -> dict[str, type[Any]]:
    """Find the dataclasses of the model, in their order there."""
    things = [thing for module in (claims, incidents) for thing in vars(module).values() if isinstance(thing, type)]
    return {thing.__name__: thing for thing in dict.fromkeys(things) if is_dataclass(thing)}


def json_name(field: Field[Any]) -> str:
    """Name a field as JSON has it: ``from`` is no name in Python."""
    return str(field.metadata.get("json", field.name))


def load_notes(name: str) -> dict[str, Any]:
    """Load one of the .yml files beside this one."""
    notes: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return notes


def check_same(what: str, real: Iterable[str], said: Iterable[str]) -> None:
    """Fail where the notes and the code do not name the same things."""
    there, noted = set(real), set(said)
    missing, unknown = sorted(there - noted), sorted(noted - there)
    if missing or unknown:
        raise SystemExit(f"{what}: without a note: {', '.join(missing) or 'none'}; no longer there: {', '.join(unknown) or 'none'}")


def say_type(hint: Any) -> str:
    """Say a type in words that a reader of JSON knows."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        kinds = [say_type(kind) for kind in inner if kind is not type(None)]
        return " or ".join(kinds) + (" or null" if type(None) in inner else "")
    if origin is Literal:
        return say_names(inner)
    if origin is tuple:
        return f"list of {say_type(inner[0])}"
    if origin in (dict, Mapping):
        return "object"
    if isinstance(hint, type) and is_dataclass(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(hint, "any JSON")


def say_default(field: Field[Any]) -> str:
    """Say what stands in a field of which nothing was said."""
    if field.default_factory is not MISSING:
        return "empty"
    if field.default is MISSING:
        return "always given"
    if field.default is None:
        return "`null`"
    if field.default in ((), ""):
        return "empty"
    if is_dataclass(field.default):
        return "its defaults"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def tell_docstring(thing: type[Any]) -> str:
    """Take the words of a docstring, without its examples, as Markdown."""
    words = re.split(r"\n\s*>>>", typing.cast(str, thing.__doc__))[0]
    lines = [line.strip() for line in words.strip().splitlines()]
    return re.sub(r"`([A-Z]\w+)`", r"**\1**", "\n".join(lines).replace("``None``", "`null`").replace("``", "`"))


def quote_name(name: str) -> str:
    """Put a name as code."""
    return f"`{name}`"


def say_names(names: Iterable[str]) -> str:
    """List names as code."""
    return ", ".join(map(quote_name, names))


def make_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Make the lines of a Markdown table."""
    heads = list(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def tell_noun(name: str, thing: type[Any], notes: Mapping[str, str]) -> Iterator[str]:
    """Tell one noun: its docstring and its fields."""
    check_same(f"docs/fields.yml: {name}", map(json_name, fields(thing)), notes)
    hints = get_type_hints(thing)
    yield f"### {name}\n"
    yield tell_docstring(thing) + "\n"
    rows = ((f"`{json_name(f)}`", say_type(hints[f.name]), say_default(f), notes[json_name(f)]) for f in fields(thing))
    yield from make_table(("field", "type or values", "if not said", "meaning"), rows)


def tell_nouns() -> Iterator[str]:
    """Tell all nouns."""
    nouns, notes = find_nouns(), load_notes("fields.yml")
    check_same("docs/fields.yml", nouns, notes)
    yield "## The nouns\n"
    yield (
        "`civharm read` prints a `Claim` a line; `release.json` holds the others. A field that is `null` was not said; it never\n"
        "means zero. Offsets are half-open and count characters (not bytes) of `Report.text`: `text[start:end]` is what stands\n"
        "in `text`.\n"
    )
    for name, thing in nouns.items():
        yield from tell_noun(name, thing, notes[name])


def tell_inputs() -> Iterator[str]:
    """Tell what may be given of a report, and of a place of one's own."""
    yield "## What goes in\n"
    yield f"Files that are collected: {say_names(sorted(KINDS))}. Others are skipped, with a line that says so.\n"
    yield (
        "A text file may begin with front matter (lines `key: value` between two lines of `---`); a text or a web page may have\n"
        f"a sidecar beside it (`report.txt.meta.yml`); a row of JSON Lines must have {' and '.join(map(quote_name, ROW_KEYS))}.\n"
        "The keys that say something of a report are the same everywhere. What is not given stays unknown.\n"
    )
    rows = ((f"`{key}`", f"`Report.{name}`", hint.removeprefix("give ")) for key, (name, _, hint) in DETAILS.items())
    yield from make_table(("key", "becomes", "form"), rows)
    yield "### Places of your own\n"
    yield f"The CSV of `--places` has a header line and these columns, of which only `name` is needed: {say_names(COLUMNS)}.\n"


def tell_outputs() -> Iterator[str]:
    """Tell what a release holds."""
    yield "## What comes out\n"
    rows = ((f"`{one.name}`", one.loses) for one in EXPORTERS)
    yield from make_table(("file or folder", "what of the release it does not carry"), rows)
    yield "`manifest.json` names every file with its size and SHA-256, the policy, and what was withheld.\n"
    for name, columns in (("claims.csv", CLAIM_COLUMNS), ("incidents.csv", INCIDENT_COLUMNS)):
        yield f"### Columns of `{name}`\n"
        yield say_names(columns) + ".\n"


def tell_words() -> Iterator[str]:
    """Tell the word lists and their keys."""
    notes = load_notes("word_lists.yml")
    lists = {path.stem: path for path in sorted((WORDS / "en").glob("*.yml"))}
    check_same("docs/word_lists.yml", lists, notes)
    yield "## The word lists\n"
    yield "`src/civharm/words/en/NAME.yml`; the comments at the head of each list say more. An unknown key is an error.\n"
    for name in lists:
        yield f"### {name}.yml\n"
        yield f"{notes[name]['about'].capitalize()}.\n"
        yield from make_table(("key", "meaning"), ((f"`{key}`", words) for key, words in notes[name]["keys"].items()))


def make_data() -> str:
    """Make docs/data.md."""
    parts = (tell_inputs(), tell_nouns(), tell_outputs(), tell_words())
    return "\n".join([MADE, "# Data: every field, column and key\n", *(line for part in parts for line in part)]).rstrip() + "\n"


def tell_command(name: str, command: Any) -> Iterator[str]:
    """Tell one command: its usage, help and options."""
    needed = " ".join(
        f"{p.opts[0]} {p.name.upper()}" if p.param_type_name == "option" else str(p.metavar) for p in command.params if p.required
    )
    yield f"## civharm {name}\n"
    yield f"```\ncivharm {name} {needed}\n```\n"
    yield command.help.strip() + "\n"
    yield from make_table(("option", "if not given", "what it does"), map(tell_option, command.params))


def tell_option(param: Any) -> tuple[str, str, str]:
    """Tell one option or argument as the cells of a row."""
    words = say_names(param.opts if param.param_type_name == "option" else [param.metavar])
    usual = {False: "off", None: "none"}.get(param.default, f"`{param.default}`")
    return words, "needed" if param.required else usual, param.help or ""


def make_cli() -> str:
    """Make docs/cli.md."""
    group: Any = typer.main.get_command(cli.app)
    lines = [MADE, "# The command line\n", group.help.strip() + "\n"]
    lines += ["`civharm --version` prints the version; `civharm COMMAND --help` says what follows here.\n"]
    for name, command in group.commands.items():
        lines += tell_command(name, command)
    lines += ["## Exit codes\n", *make_table(("code", "meaning"), tell_exit_codes())]
    return "\n".join(lines).rstrip() + "\n"


def tell_exit_codes() -> Iterator[tuple[str, str]]:
    """Tell what the exit codes mean."""
    yield "0", "all inputs were read, skipped for a reason that was told, or copies"
    yield str(cli.FAILED), "nothing could be done; one line on standard error says why"
    yield "2", "the command was misspelt"
    yield str(cli.SOME_FAILED), "done, but some inputs failed; a line each on standard error says which and why"


PAGES = {"data.md": make_data, "cli.md": make_cli}


def main() -> None:
    """Write the pages, or check that they are fresh."""
    parser = argparse.ArgumentParser(description="Write docs/data.md and docs/cli.md from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is stale")
    check = parser.parse_args().check
    made = {HERE / name: make() for name, make in PAGES.items()}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if check and stale:
        sys.exit(f"{', '.join(f'docs/{path.name}' for path in stale)}: stale; run: python docs/generate.py")
    for path in () if check else stale:
        path.write_text(made[path], encoding="utf-8", newline="\n")
        print(f"docs/{path.name} written")


if __name__ == "__main__":
    main()
