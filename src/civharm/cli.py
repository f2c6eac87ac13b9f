"""The command line: one command a thing that a person does. Heavy parts are imported when a command needs them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from civharm.printing import make_run_json, print_incidents, print_outcomes, print_summary, print_table, show_progress

if TYPE_CHECKING:
    from civharm.collecting import Outcome
    from civharm.model import Release

app = typer.Typer(
    name="civharm",
    help="Turn contradicting reports of harm in war into a record in which every number walks back to its sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

# Exit codes: 0 all inputs were read; 1 nothing could be done; 2 the command was misspelt (click's own); 3 some inputs failed.
FAILED, SOME_FAILED = 1, 3

Inputs = Annotated[list[Path], typer.Argument(help="Files or folders: .txt, .html, .jsonl", metavar="INPUT...")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Reader = Annotated[
    str, typer.Option(help="hybrid (grammar and learned reader) or rules (grammar alone, the explainable baseline).")
]
Places = Annotated[Path | None, typer.Option(help="A CSV of your own places, which win over the gazetteer's.")]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        from importlib.metadata import version as find_version

        typer.echo(f"civharm {find_version('civharm')}")
        raise typer.Exit


@app.command()
def run(
    inputs: Inputs,
    project: Annotated[Path, typer.Option(help="The project's folder: its store, yours alone.")],
    out: Annotated[Path, typer.Option(help="Where the release is written.")],
    names: Annotated[bool, typer.Option("--names", help="Publish the names of private persons.")] = False,
    banner: Annotated[str | None, typer.Option(help="A line that stands on every page of the site.")] = None,
    reader: Reader = "hybrid",
    places: Places = None,
    as_json: AsJson = False,
) -> None:
    """Collect, read, link, reconcile and publish: from a folder of reports to a record."""
    from civharm.pipeline import Reading
    from civharm.publishing import PublishError
    from civharm.publishing.policy import Policy
    from civharm.running import run_project
    from civharm.store import StoreError

    how, policy = Reading(_checked(reader), _absolute(places)), Policy(names=names, banner=banner)  # type: ignore[arg-type]
    try:
        with show_progress(shown=not as_json) as progress:
            report = run_project(inputs, project, out, how=how, policy=policy, progress=progress)
    except (StoreError, PublishError, ValueError, OSError) as error:
        _fail(str(error))
    if as_json:
        typer.echo(json.dumps(make_run_json(report), ensure_ascii=False, indent=1))
    else:
        print_outcomes(report.outcomes)
        print_incidents(report.release)
        print_summary(report)
    raise typer.Exit(_exit_code(report.outcomes))


@app.command()
def read(inputs: Inputs, reader: Reader = "hybrid", places: Places = None) -> None:
    """Print the claims of reports as JSON Lines, with no project."""
    from civharm.collecting import collect
    from civharm.model import to_json
    from civharm.pipeline import Reading, read_reports

    how = Reading(_checked(reader), _absolute(places))  # type: ignore[arg-type]
    outcomes, reports = [], []
    for item in collect(inputs):
        outcomes.append(item.outcome)
        if item.report is not None:
            reports.append(item.report)
    for _, claims in read_reports(reports, how):
        for claim in claims:
            typer.echo(json.dumps(to_json(claim), ensure_ascii=False))
    print_outcomes(outcomes)
    raise typer.Exit(_exit_code(outcomes))


@app.command()
def explain(
    id: Annotated[str, typer.Argument(help="The id of an incident, a claim or a report.", metavar="ID")],
    project: Annotated[Path, typer.Option(help="The project's folder.")],
    whole: Annotated[
        bool, typer.Option("--all", help="What every rule makes of an incident, and all totals that hold it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Walk from a number to its claims, to the quoted sentences, to the reports and their hashes."""
    from civharm.model import to_json
    from civharm.publishing.explain import explain_id, say_explanation
    from civharm.store import StoreError

    try:
        explanation = explain_id(_derived(project), id)
    except (StoreError, KeyError, ValueError) as error:
        _fail(str(error.args[0] if error.args else error))
    said = say_explanation(explanation, whole=whole or ":" in id)
    typer.echo(json.dumps(to_json(explanation), ensure_ascii=False, indent=1) if as_json else said)


@app.command()
def serve(
    project: Annotated[Path, typer.Option(help="The project's folder.")],
    host: Annotated[str, typer.Option(help="The address to listen on; any but this machine's own needs accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.")] = 8756,
    name: Annotated[str | None, typer.Option(help="The host name that browsers call, where it is not the address.")] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="A certificate (PEM), to answer by https.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The certificate's key (PEM, without a passphrase).")] = None,
    reader: Reader = "hybrid",
    places: Places = None,
) -> None:
    """Serve the review app: confirm, correct or dispute any number against its sentence, in the browser."""
    from civharm.pipeline import Reading
    from civharm.store import StoreError
    from civharm.web.serving import ServeError, Tls
    from civharm.web.serving import serve as serve_project

    how = Reading(_checked(reader), _absolute(places))  # type: ignore[arg-type]
    if (tls_cert is None) != (tls_key is None):
        _fail("--tls-cert and --tls-key belong together: give both or none")
    tls = Tls(tls_cert, tls_key) if tls_cert and tls_key else None
    try:
        serve_project(project, host=host, port=port, name=name, how=how, tls=tls, tell=lambda line: print(line, flush=True))
    except (StoreError, ServeError, OSError) as error:
        _fail(str(error))


@app.command()
def people(
    action: Annotated[str, typer.Argument(help="list, add, role, password or close.", metavar="ACTION")],
    project: Annotated[Path, typer.Option(help="The project's folder.")],
    name: Annotated[str, typer.Argument(help="Whom it is about.", metavar="[NAME]")] = "",
    role: Annotated[str | None, typer.Option(help="viewer, coder, reviewer, editor or admin; for add and role.")] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")] = False,
) -> None:
    """Say who may log in to the review app, and as what: list the people, add one, set a role or a password, close an account."""
    from civharm.store import StoreError
    from civharm.web.people_command import change_people

    def ask(name: str) -> str:
        if password_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        return str(typer.prompt(f"A password for {name}", hide_input=True, confirmation_prompt=True))

    try:
        rows = list(change_people(project, action, name, role, ask))
    except (StoreError, ValueError, OSError) as error:
        _fail(str(error))
    print_table(("name", "role", "password"), rows)


@app.command()
def compare(
    project: Annotated[Path, typer.Option(help="The project's folder.")],
    rules: Annotated[str, typer.Option(help="Rules, parted by commas.")] = "widest,ibc,ucdp,acled,airwars",
    as_json: AsJson = False,
) -> None:
    """Show side by side what each rule makes of the same claims."""
    from civharm.publishing.comparing import list_comparisons, say_whom
    from civharm.store import StoreError

    names = [name.strip() for name in rules.split(",") if name.strip()]
    try:
        rows = list_comparisons(_derived(project), names)
    except (StoreError, ValueError) as error:
        _fail(str(error))
    if as_json:
        told = [{**row._asdict(), "ranges": dict(zip(names, row.ranges, strict=True))} for row in rows]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        named = ("incident", "date", "place", "harm", "victims", *names)
        print_table(named, [(*row[:3], *say_whom(row), *(r or "" for r in row.ranges)) for row in rows], headed=True)


@app.command()
def evaluate(
    project: Annotated[Path, typer.Option(help="The project's folder.")],
    from_decisions: Annotated[bool, typer.Option("--from-decisions", help="Measure on what people decided.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say how far the review is, and how often the reader was right by harm and slot, measured on what people decided."""
    from civharm import measuring
    from civharm.store import StoreError

    if not from_decisions:
        _fail("say --from-decisions: there is nothing else yet on which a project measures its reader")
    try:
        measured = measuring.measure_project(project)
    except (StoreError, ValueError) as error:
        _fail(str(error))
    if as_json:
        typer.echo(json.dumps(measuring.make_json(measured), ensure_ascii=False, indent=1))
        return
    kinds = ", ".join(f"{amount} {kind}" for kind, amount in sorted(measured.kinds.items())) or "none"
    typer.echo(f"claims by the decision that stands: {kinds}; {measured.missed} that the reader missed")
    print_table(measuring.PERSON_COLUMNS, measuring.say_people(measured))
    print_table(measuring.SHARE_COLUMNS, [measuring.say_share(of, share) for of, share in measuring.list_shares(measured)])


def _derived(project: Path) -> Release:
    """The release as the store's reports and judgements make it now; nothing is written."""
    from civharm.running import derive_project

    return derive_project(project)


def _checked(reader: str) -> str:
    if reader not in ("hybrid", "rules"):
        raise typer.BadParameter(f"{reader!r} is neither hybrid nor rules", param_hint="--reader")
    return reader


def _absolute(path: Path | None) -> Path | None:
    if path is not None and not path.is_file():
        raise typer.BadParameter(f"{path}: there is no such file", param_hint="--places")
    return path.resolve() if path else None


def _fail(words: str) -> NoReturn:
    typer.echo(f"civharm: {words}", err=True)
    raise typer.Exit(FAILED)


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    if any(o.status == "failed" for o in outcomes):
        return SOME_FAILED if any(o.status in ("collected", "copy") for o in outcomes) else FAILED
    return 0


if __name__ == "__main__":
    main()
