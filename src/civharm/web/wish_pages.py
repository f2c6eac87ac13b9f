"""The page on which a person says how the screen should be: keys, folding, pictures, greyscale, rest."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from civharm.web.rendering import form_of, office_of, redirect, render, session_of, wishes_of
from civharm.web.wishes import FOLDS, RESTS, WishError, Wishes, name_cookie, parse_wishes, write_wishes

_YEAR_S = 365 * 86400


def show_wishes(request: Request) -> Response:
    """Show the form."""
    return _render(request, wishes_of(request))


def _render(
    request: Request, chosen: Wishes, *, status: int = 200, wrong: str = "", typed: Mapping[str, str] | None = None
) -> Response:
    shown = {action: (typed or {}).get(f"key_{action}", key) for action, key in chosen.keys.items()}
    return render(
        request, "wishes.html", status=status, here="wishes", chosen=chosen, shown=shown, folds=FOLDS, rests=RESTS, wrong=wrong,
        done=bool(request.query_params.get("done")),
    )  # fmt: skip


def save_wishes(request: Request) -> Response:
    """Keep what was wished, or as it was at first, in this browser."""
    form = form_of(request)
    try:
        wishes = Wishes() if form.get("reset") else parse_wishes(form)
    except WishError as error:
        return _render(request, wishes_of(request), status=422, wrong=str(error), typed=form)
    response = redirect("/wishes", done=1)
    name = name_cookie(request.state.cookie_name, session_of(request).person)
    secure = office_of(request).secure
    response.set_cookie(name, write_wishes(wishes), max_age=_YEAR_S, httponly=True, samesite="strict", secure=secure, path="/")
    return response


def go_on(request: Request) -> Response:
    """Take down that a person was told to rest, and lead back to where the person was."""
    office_of(request).rests.begin(session_of(request).person)
    back = form_of(request).get("back", "")
    own = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return RedirectResponse(back if own else "/queue", 303)
