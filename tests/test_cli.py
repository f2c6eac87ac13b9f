from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from civharm.cli import app
from civharm.model import Claim, from_json, to_json
from corpus import TEXTS, write_bad_inputs, write_corpus

RUNNER = CliRunner()
HEAVY = {
    "spacy",
    "thinc",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "sqlalchemy",
    "trafilatura",
    "jinja2",
    "civharm.reading",
    "civharm.pipeline",
}


def call(*words: object) -> Result:
    result = RUNNER.invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def claims_in(result: Result) -> list[Claim]:
    return [from_json(Claim, json.loads(line)) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project of the four reports, run once."""
    folder: Path = tmp_path_factory.mktemp("cli")
    write_corpus(folder / "in")
    result = call("run", folder / "in", "--project", folder / "project", "--out", folder / "out", "--json")
    (folder / "run.json").write_text(result.stdout, encoding="utf-8")
    assert result.exit_code == 0
    return folder


@pytest.fixture(scope="module")
def told(project) -> dict[str, Any]:
    return json.loads((project / "run.json").read_text(encoding="utf-8"))


def test_read_prints_claims_as_json_lines_in_the_shape_of_the_model(tmp_path) -> None:
    result = call("read", write_corpus(tmp_path / "in"))
    claims = claims_in(result)
    assert result.exit_code == 0 and len(claims) >= 6
    assert [to_json(claim) for claim in claims] == [json.loads(line) for line in result.stdout.splitlines()]


def test_every_span_that_read_prints_is_the_text_of_its_file(tmp_path) -> None:
    for claim in claims_in(call("read", write_corpus(tmp_path / "in"))):
        slots = (
            claim.quote,
            claim.trigger,
            claim.victims,
            claim.count,
            claim.actor,
            claim.means,
            claim.place,
            claim.date,
            *claim.speakers,
        )
        for slot in (s for s in slots if s is not None):
            if slot.start is not None:
                assert TEXTS[claim.report][slot.start : slot.end] == slot.text


def test_read_takes_the_rule_reader_by_name(tmp_path) -> None:
    claims = claims_in(call("read", write_corpus(tmp_path / "in", "a.txt"), "--reader", "rules"))
    assert claims and all(claim.made_by.endswith(" rules") for claim in claims)


def test_run_json_tells_what_was_done(project, told) -> None:
    assert (told["new"], told["read"]) == (4, 4)
    assert told["inputs"] == {"collected": 4, "copy": 0, "skipped": 0, "failed": 0}
    assert len(told["outcomes"]) == 4 and len({row["incident"] for row in told["incidents"]}) == 3
    assert Path(told["out"]) == project / "out" and (project / "out" / "index.html").is_file()


def test_running_again_tells_that_nothing_was_read(project, told) -> None:
    again = json.loads(call("run", project / "in", "--project", project / "project", "--out", project / "out", "--json").stdout)
    assert (again["new"], again["read"], again["version"]) == (0, 0, told["version"])


def test_run_without_json_prints_a_line_an_incident_and_a_summary(project) -> None:
    result = call("run", project / "in", "--project", project / "project", "--out", project / "out")
    assert "4 reports (0 new, 0 read now), 0 copies, 0 skipped, 0 failed" in result.stdout
    assert "Taiz" in result.stdout and str(project / "out" / "index.html") in result.stdout


def test_explain_walks_from_an_incident_to_the_sentence_and_its_hash(project, told) -> None:
    for row in told["incidents"]:
        result = call("explain", next(iter(row.values())), "--project", project / "project")
        assert result.exit_code == 0
        assert "SHA-256" in result.stdout and "[[" in result.stdout


def test_explain_a_claim_quotes_its_sentence_with_the_counted_words_marked(project) -> None:
    claim = next(c for c in claims_in(call("read", project / "in")) if c.count.low == 12)
    result = call("explain", claim.id, "--project", project / "project")
    assert result.exit_code == 0
    assert "Shelling killed [[at least 12]] people" in result.stdout.replace("[[at least 12 people]]", "[[at least 12]] people")
    as_json = json.loads(call("explain", claim.id, "--project", project / "project", "--json").stdout)
    assert (as_json["kind"], as_json["id"], as_json["count"]["low"]) == ("claim", claim.id, 12)


def test_explain_a_report_lists_its_claims(project) -> None:
    result = call("explain", "d.txt", "--project", project / "project")
    assert result.exit_code == 0 and "priest" in result.stdout


def one_line(result: Result, *words: str) -> None:
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1 and all(word in lines[0] for word in words), result.stderr
    assert "Traceback" not in result.output


def test_explain_of_an_unknown_id_is_one_line_and_exit_code_1(project) -> None:
    result = call("explain", "no-such-id", "--project", project / "project")
    assert result.exit_code == 1 and result.stdout == ""
    one_line(result, "civharm: no-such-id", "called so")


def test_explain_without_a_project_is_one_line_and_exit_code_1(tmp_path) -> None:
    result = call("explain", "x", "--project", tmp_path / "nowhere")
    assert result.exit_code == 1
    one_line(result, "holds no project")


def test_exit_code_2_is_a_misspelt_command() -> None:
    assert call("reed").exit_code == 2
    assert call("run", "x").exit_code == 2
    assert call("read", "x", "--reader", "magic").exit_code == 2
    assert call("read", "x", "--places", "no/such.csv").exit_code == 2


def test_exit_code_3_says_that_some_inputs_failed_and_each_has_a_line(tmp_path) -> None:
    inputs = [write_corpus(tmp_path / "in", "a.txt"), *write_bad_inputs(tmp_path / "bad")]
    result = call("read", *inputs)
    lines = result.stderr.strip().splitlines()
    assert result.exit_code == 3
    assert {claim.report for claim in claims_in(result)} == {"a.txt", "good"}
    assert len(lines) == 6
    wrong = ("empty.txt", "binary.txt", "rows.jsonl:2", "rows.jsonl:3", "rows.jsonl:4", "nowhere")
    assert all(sum(f"{name}: " in line for line in lines) == 1 for name in wrong), lines


def test_exit_code_1_says_that_nothing_could_be_read(tmp_path) -> None:
    result = call("read", tmp_path / "nowhere")
    assert result.exit_code == 1 and result.stdout == ""
    one_line(result, "nowhere", "does not exist")


def test_a_folder_without_reports_is_no_failure_and_prints_no_claim(tmp_path) -> None:
    result = call("read", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_run_with_bad_inputs_publishes_the_rest(tmp_path) -> None:
    inputs = [write_corpus(tmp_path / "in", "a.txt"), *write_bad_inputs(tmp_path / "bad")]
    result = call("run", *inputs, "--project", tmp_path / "p", "--out", tmp_path / "out", "--reader", "rules")
    assert result.exit_code == 3
    assert len(result.stderr.strip().splitlines()) == 6
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_folder_that_is_no_release_is_never_replaced(tmp_path) -> None:
    write_corpus(tmp_path / "in", "a.txt")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("ten years of work", encoding="utf-8")
    result = call("run", tmp_path / "in", "--project", tmp_path / "p", "--out", tmp_path / "out", "--reader", "rules")
    assert result.exit_code == 1
    one_line(result, "out")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["thesis.doc"]


def test_help_and_version_load_no_library_that_reads() -> None:
    code = (
        "import sys\n"
        "from civharm.cli import app\n"
        "for words in (['--help'], ['run', '--help'], ['--version']):\n"
        "    try:\n"
        "        app(words)\n"
        "    except SystemExit as done:\n"
        "        assert done.code in (0, None), done.code\n"
        "print(','.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert "run" in done.stdout and "civharm 0" in done.stdout
    assert HEAVY & set(done.stderr.strip().splitlines()[-1].split(",")) == set()
