"""The OpenAPI description of the app's addresses, made from its table of doors, so that it names each of them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from civharm.web.doors import Door, Values

_PATH = re.compile(r"\{(\w+)\}")
_CONTENT = {".csv": "text/csv", ".json": "application/json"}
# What an address may answer beside what it is for; the words are those of the pages.
_OTHERWISE = {
    "303": "Go on to another page; to the login page where nobody is logged in",
    "403": "Refused: nobody is logged in, the role does not allow it, or the form is not of this session",
    "404": "There is no such thing in this project",
    "405": "The address has no such method",
    "409": "Somebody decided on the same meanwhile: both versions are shown, nothing was saved",
    "413": "The form is too large",
    "422": "What was typed cannot be taken: the page says what to type instead, nothing was saved",
    "429": "Too many wrong logins: wait a while",
    "503": "The decision could not be written: nothing was saved",
}


def make_openapi(doors: Iterable[Door]) -> dict[str, Any]:
    """Make the description."""
    paths: dict[str, dict[str, Any]] = {}
    for door in doors:
        for method in sorted((door.methods or set()) - {"HEAD"}):
            paths.setdefault(door.path, {})[method.lower()] = _make_operation(door, method)
    return {
        "openapi": "3.1.0",
        "info": {"title": "civharm review", "version": version("civharm"), "description": "The review app of one project."},
        "paths": paths,
        "components": {"securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "civharm"}}},
    }


def _make_operation(door: Door, method: str) -> dict[str, Any]:
    said = " ".join(door.said.split())
    name = re.sub(r"\W+", "_", f"{method.lower()}{door.path}").strip("_")
    made: dict[str, Any] = {"operationId": name, "summary": said.partition(". ")[0], "description": f"Needs: {door.needs}."}
    key_schema = {"type": "string", "minLength": 1}
    where: list[dict[str, Any]]
    where = [{"name": key, "in": "path", "required": True, "schema": key_schema} for key in _PATH.findall(door.path)]
    made["parameters"] = where + [{"name": key, "in": "query", "schema": _make_schema(kind)} for key, kind in door.query.items()]
    if door.needs != "open":
        made["security"] = [{"session": []}]
    if method == "POST":
        made["requestBody"] = _make_body(door.form)
    ending = next((kind for end, kind in _CONTENT.items() if door.path.endswith(end)), "text/html")
    content: dict[str, Any] = {} if door.path.startswith("/assets") else {"content": {ending: {}}}
    answers = {"200": {"description": said or "The page", **content}}
    made["responses"] = answers | {status: {"description": words} for status, words in _OTHERWISE.items()}
    return made


def _make_body(form: Mapping[str, Values]) -> dict[str, Any]:
    named = {key: _make_schema(kind) for key, kind in form.items() if "{" not in key}
    patterns = {f"^{key.partition('{')[0]}": _make_schema(kind) for key, kind in form.items() if "{" in key}
    schema: dict[str, Any] = {"type": "object", "properties": named | {"csrf": {"type": "string"}}, "required": ["csrf"]}
    if patterns:
        schema["patternProperties"] = patterns
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}


def _make_schema(kind: Values) -> dict[str, Any]:
    if kind == "number":
        return {"type": "integer", "minimum": 0}
    return {"type": "string"} if kind == "words" else {"type": "string", "enum": list(kind)}


def show_openapi(request: Request) -> Response:
    """Show the OpenAPI description of the app."""
    return JSONResponse(make_openapi(route for route in request.app.routes if isinstance(route, Door)))
