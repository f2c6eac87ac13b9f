"""Come in and go: the login page, by the one-time address that the terminal shows or by name and password, and logging out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from civharm.reviewing.roles import LONGEST_NAME, LONGEST_PASSWORD, parse_name
from civharm.web.page_files import ASSETS, name_asset, read_asset
from civharm.web.rendering import form_of, office_of, redirect, render

WRONG_TOKEN = "That login address was used already. The terminal shows the next one."
WRONG_PASSWORD = "The name or the password is wrong."


def show_enter(request: Request) -> Response:
    """Show the login form. To look at it uses up no token: programs that fetch addresses ahead do no harm."""
    return _render(request, request.query_params.get("token", ""))


def _render(request: Request, token: str, *, status: int = 200, wrong: str = "", name: str = "") -> Response:
    asks = office_of(request).sessions.asks_password
    return render(request, "enter.html", status=status, token=token[:200], asks_password=asks, wrong=wrong, name=name)


def enter(request: Request) -> Response:
    """Let a person in."""
    office, form = office_of(request), form_of(request)
    token, password = form.get("token", "")[:200], form.get("password", "")[:LONGEST_PASSWORD]
    address = request.client.host if request.client else ""
    try:
        name = parse_name(form.get("name", ""))
    except ValueError as error:
        wrong = f"Say your name: {error}."
        return _render(request, token, status=422, wrong=wrong, name=form.get("name", "")[:LONGEST_NAME])
    if office.sessions.must_wait(address, name):
        return _render(request, token, status=429, wrong="Too many wrong logins: wait a while, then try again.", name=name)
    cookie = office.sessions.enter(name, address, token=token, password=password)
    if cookie is None:
        wrong = WRONG_PASSWORD if office.sessions.asks_password else WRONG_TOKEN
        return _render(request, "", status=403, wrong=wrong, name=name)
    response = redirect("/queue")
    response.set_cookie(request.state.cookie_name, cookie, httponly=True, samesite="strict", secure=office.secure, path="/")
    return response


def leave(request: Request) -> Response:
    """Log out."""
    office_of(request).sessions.leave(request.cookies.get(request.state.cookie_name, ""))
    response = redirect("/enter")
    response.delete_cookie(request.state.cookie_name, path="/", secure=office_of(request).secure, httponly=True, samesite="strict")
    return response


def show_asset(request: Request) -> Response:
    """Give a style sheet or a script of the package; a browser keeps it that asked for these very bytes (`name_asset`)."""
    name = request.path_params["name"]
    if name not in ASSETS:
        return PlainTextResponse("no such file\n", 404)
    response = Response(read_asset(name), media_type=ASSETS[name][1])
    if request.query_params.get("v") == name_asset(name).partition("?v=")[2]:
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
