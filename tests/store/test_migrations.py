"""The migrations make the tables that the queries speak of, and are not loaded where there is nothing to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import civharm.store.migrations
from civharm.store import open_store
from civharm.store.opening import REVISIONS, make_engine
from civharm.store.tables import METADATA

OPEN = """
import sys
from pathlib import Path
from civharm.store import open_store
open_store(Path(sys.argv[1])).close()
print("alembic" in sys.modules)
"""
SCRIPTS = Path(civharm.store.migrations.__file__).parent


def test_every_migration_is_named_and_they_form_one_line():
    scripts = list(ScriptDirectory(str(SCRIPTS)).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == REVISIONS


def test_the_migrated_tables_are_those_of_the_queries(tmp_path):
    with open_store(tmp_path / "p") as store, store._engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert found == []


def test_up_down_and_up_again_gives_the_same_tables(tmp_path):
    engine = make_engine(tmp_path / "x.sqlite", 1.0)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    found = []
    for step in (
        lambda: command.upgrade(config, "head"),
        lambda: command.downgrade(config, "base"),
        lambda: command.upgrade(config, "head"),
    ):
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            step()
            found.append(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").all())
    engine.dispose()
    assert found[0] == found[2]
    assert [name for name, _ in found[1] if not name.startswith("sqlite_")] == ["alembic_version"]


def test_alembic_is_not_loaded_for_a_store_that_is_up_to_date(tmp_path):
    open_store(tmp_path / "p").close()
    done = subprocess.run([sys.executable, "-c", OPEN, str(tmp_path / "p")], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_making_a_store_prints_nothing(tmp_path, capfd):
    open_store(tmp_path / "100% of it").close()
    assert capfd.readouterr() == ("", "")
