"""Come in and go: the login page, by the one-time address that the terminal shows or by the password, and logging out."""

from __future__ import annotations

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from civharm.web.rendering import form_of, office_of, redirect, render

ASSETS = {
    "record.css": ("civharm.publishing", "text/css"),
    "review.css": ("civharm.web", "text/css"),
    "review.js": ("civharm.web", "text/javascript"),
    "marking.js": ("civharm.web", "text/javascript"),
}
LONGEST_NAME = 80


def show_enter(request: Request) -> Response:
    """Show the login form. To look at it uses up no token: programs that fetch addresses ahead do no harm."""
    return _render(request, request.query_params.get("token", ""))


def _render(request: Request, token: str, *, status: int = 200, wrong: str = "", name: str = "") -> Response:
    asks = office_of(request).sessions.asks_password
    return render(request, "enter.html", status=status, token=token[:200], asks_password=asks, wrong=wrong, name=name)


def enter(request: Request) -> Response:
    """Let a person in."""
    office, form = office_of(request), form_of(request)
    name, token = " ".join(form.get("name", "").split()), form.get("token", "")
    address = request.client.host if request.client else ""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return _render(
            request,
            token,
            status=422,
            wrong="Say your name: decisions are kept with the name of who made them.",
            name=name[:LONGEST_NAME],
        )
    if office.sessions.must_wait(address):
        return _render(request, token, status=429, wrong="Too many wrong logins: wait a minute, then try again.", name=name)
    cookie = office.sessions.enter(name, address, token=token, password=form.get("password", "")[:500])
    if cookie is None:
        wrong = "That login address was used already, or the password is wrong. The terminal shows the next address."
        return _render(request, "", status=403, wrong=wrong, name=name)
    response = redirect("/queue")
    response.set_cookie(request.state.cookie_name, cookie, httponly=True, samesite="strict", secure=office.secure, path="/")
    return response


def leave(request: Request) -> Response:
    """Log out."""
    office_of(request).sessions.leave(request.cookies.get(request.state.cookie_name, ""))
    response = redirect("/enter")
    response.delete_cookie(request.state.cookie_name, path="/")
    return response


def show_asset(request: Request) -> Response:
    """Give a style sheet or a script of the package."""
    found = ASSETS.get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("no such file\n", 404)
    return Response((files(found[0]) / "assets" / request.path_params["name"]).read_bytes(), media_type=found[1])
