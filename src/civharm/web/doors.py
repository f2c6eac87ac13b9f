"""A door: an address, the page or act behind it, and what a person must be allowed to do to pass. Without that there is no door.

The table of doors (`civharm.web.app.ROUTES`) is what the tests of roles and the OpenAPI description are made from, so that a new
door cannot be forgotten by either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civharm.reviewing.roles import NEEDS, Need, may
from civharm.web.rendering import refused, veil_of
from civharm.web.veil import veil_response

Handler = Callable[[Request], Response]
# What a field of a form or an address may hold: any words, a number, or one of these.
Values = Literal["words", "number"] | Sequence[str]


class Door(Route):
    """A route that lets through who may do what it ``needs``; ``open`` lets everybody in.

    ``query`` and ``form`` name the fields that the address and the form take, for the OpenAPI description.
    """

    def __init__(
        self,
        path: str,
        endpoint: Handler,
        *,
        needs: Need | Literal["open"],
        act: bool = False,
        query: Mapping[str, Values] | None = None,
        form: Mapping[str, Values] | None = None,
    ) -> None:
        if needs != "open" and needs not in NEEDS:
            raise ValueError(f"{path}: {needs!r} is nothing that a role may do")
        self.needs, self.query, self.form, self.said = needs, query or {}, form or {}, endpoint.__doc__ or ""
        super().__init__(path, _guarded(endpoint, needs), methods=["POST"] if act else ["GET"])


def _guarded(endpoint: Handler, needs: Need | Literal["open"]) -> Handler:
    @wraps(endpoint)
    def pass_through(request: Request) -> Response:
        session = request.state.session
        if needs != "open" and (session is None or not may(session.role, needs)):
            return refused(request, needs)
        if needs == "open" or may(session.role, "names"):
            return endpoint(request)
        veil = veil_of(request)
        if "key" in request.path_params:
            request.path_params["key"] = veil.real(request.path_params["key"])
        return veil_response(request, endpoint(request), veil)

    return pass_through


def find_open(doors: Sequence[Door]) -> frozenset[str]:
    """Find the addresses that are open to everybody, each up to its first parameter."""
    return frozenset(door.path.partition("{")[0] for door in doors if door.needs == "open")
