"""The OpenAPI description names each address of the app's own table with its fields, and nothing else."""

from __future__ import annotations

from civharm.web.app import ROUTES
from civharm.web.openapi import make_openapi
from web.conftest import Room

MADE = make_openapi(ROUTES)


def test_every_door_is_described_and_nothing_else() -> None:
    wanted = {(door.path, method) for door in ROUTES for method in (door.methods or set()) - {"HEAD"}}
    assert {(path, method.upper()) for path, methods in MADE["paths"].items() for method in methods} == wanted


def test_every_act_takes_a_form_with_the_session_s_token_and_every_name_is_its_own() -> None:
    operations = [operation for methods in MADE["paths"].values() for operation in methods.values()]
    forms = [o["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"] for o in operations if "requestBody" in o]
    assert forms and all("csrf" in form["required"] for form in forms)
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] for operation in operations)


def test_it_is_served_to_who_is_logged_in(room: Room) -> None:
    assert room.browser.get("/openapi.json").json() == MADE
