"""What the documentation says is so: commands, fields, keys, snippets and links are those of the code and the tree."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
import yaml

from civharm import cli
from civharm.collecting.frontmatter import take_front_matter

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
NAMED = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")
PAGES = [*(ROOT / name for name in NAMED), *sorted(DOCS.rglob("*.md"))]
EXAMPLES = sorted((ROOT / "examples" / "mosul").glob("*.txt"))
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)(?:#([^)\s]*))?\)")
# a command of ours as it stands in a page: at the beginning of a line, after a prompt, or as code within a line
COMMAND = re.compile(r"(?:^|\$ |`)(?:\.venv/bin/)?civharm ((?:run|read|explain|[a-z]+)\b[^`|\n>]*)", re.MULTILINE)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_page(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(cli.app)
    return dict(group.commands)


@pytest.mark.parametrize("name", ["data.md", "cli.md"])
def test_a_made_page_is_fresh(generator: ModuleType, name: str) -> None:
    assert read(DOCS / name) == generator.PAGES[name](), "stale: run python docs/generate.py"


def test_every_command_and_option_is_documented(commands: dict[str, Any]) -> None:
    page = read(DOCS / "cli.md")
    readme = read(ROOT / "README.md")
    for name, command in commands.items():
        assert f"## civharm {name}\n" in page
        assert f"civharm {name} " in readme, f"README.md does not show civharm {name}"
        assert [o for p in command.params for o in p.opts if o.startswith("-") and f"`{o}`" not in page] == []


def test_every_noun_and_field_has_a_meaning(generator: ModuleType) -> None:
    notes = generator.load_notes("fields.yml")
    for name, noun in generator.find_nouns().items():
        assert set(notes[name]) == {generator.json_name(field) for field in generator.fields(noun)}, name
        assert all(notes[name].values()), f"{name}: a meaning is empty"


def test_every_key_of_a_word_list_has_a_meaning(generator: ModuleType) -> None:
    notes = generator.load_notes("word_lists.yml")
    for path in sorted(generator.WORDS.glob("en/*.yml")):
        keys = {key for row in yaml.load(read(path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) for key in row}
        assert path.stem in notes, f"docs/word_lists.yml does not name {path.name}"
        assert keys - set(notes[path.stem]["keys"]) == set(), f"docs/word_lists.yml: {path.stem}"


@pytest.mark.parametrize("path", [page for page in PAGES if "\n>>> " in read(page)], ids=name_page)
def test_a_snippet_does_what_the_page_says(path: Path) -> None:
    ran = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert ran.attempted > 0
    assert ran.failed == 0


@pytest.mark.parametrize("path", PAGES, ids=name_page)
def test_a_shown_command_is_one_that_there_is(path: Path, commands: dict[str, Any]) -> None:
    for shown in COMMAND.findall(read(path)):
        words = shlex.split(shown.replace("'", " "))
        if words[0] not in commands:
            pytest.fail(f"{name_page(path)}: civharm {words[0]}: there is no such command")
        known = {option for param in commands[words[0]].params for option in param.opts} | {"--help"}
        assert [word for word in words if word.startswith("--") and word not in known] == [], shown


def find_anchors(page: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=name_page)
def test_a_link_leads_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(read(path)):
        there = path.parent / target
        assert there.exists(), f"{name_page(path)}: {target} is not there"
        assert not anchor or anchor in find_anchors(read(there)), f"{name_page(path)}: {target}#{anchor} is not there"


def test_every_make_target_that_is_named_is_there() -> None:
    makefile = read(ROOT / "Makefile")
    for path in PAGES:
        code = "\n".join(re.findall(r"```\n.*?```|`[^`\n]+`", read(path), re.DOTALL))
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", code, re.MULTILINE):
            assert f"\n{target}:" in makefile, f"{name_page(path)}: make {target}"


def test_every_decision_is_listed() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", read(DOCS / "decisions" / "README.md"))
    assert listed == sorted(path.name for path in (DOCS / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_whose_report_it_restates(path: Path) -> None:
    text, details = take_front_matter(read(path))
    assert details.notes == []
    assert details.values["source"].endswith(" (restated)")
    assert 60 <= len(text.split()) <= 220
    table = read(ROOT / "examples" / "README.md")
    row = next(line for line in table.splitlines() if line.startswith(f"| {path.stem} |"))
    assert details.values["url"] in row if "url" in details.values else "address not known" in row


def test_the_banner_is_one_line_that_says_who_wrote_the_texts() -> None:
    banner = read(ROOT / "examples" / "banner.txt")
    assert banner.count("\n") == 1
    assert "own words" in banner and "no outlet" in banner


def test_the_copies_of_the_demonstration_are_the_same_text() -> None:
    first, second = (take_front_matter(read(path))[0].strip() for path in EXAMPLES if "shira" in path.stem)
    assert first == second
