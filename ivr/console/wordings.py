"""The line's own sentences, worded by the town hall: every prompt, its shipped form, its history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from flows.prompts import Catalogue
from flows.prompts.rules import LONGEST_SECONDS, Fault, faults, seconds_of
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.messages import message
from ivr.console.office import office
from ivr.web.forms import Form
from knowledge.connections import StoreError
from knowledge.located import InputError
from knowledge.normalise import without_accents
from knowledge.wordings import WORDING_LENGTH, WordingConflict

blueprint = Blueprint("wordings", __name__, url_prefix="/console/phrases")

_BRACES = re.compile(r"\{(\w+)[^{}]*\}")


class WordingForm(Form):
    """One sentence."""

    text = TextAreaField(validators=[InputRequired(), Length(max=WORDING_LENGTH)])
    revision = HiddenField()


@blueprint.get("")
@requires(Role.ADMIN)
def wordings() -> ResponseReturnValue:
    """Every sentence, by moment of the call; those that the town hall words its own way are marked."""
    shipped, own = _shipped(), office().knowledge.wordings.texts(_language())
    search = without_accents(request.args.get("q", "")[:200].casefold()).strip()
    only = request.args.get("choix", "") == "propres"
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for key in shipped.keys():  # noqa: SIM118 - a catalogue is no mapping
        text = own.get(key) or shipped.written(key)
        if (only and key not in own) or search not in without_accents(f"{key} {text}".casefold()):
            continue
        groups.setdefault(key.partition(".")[0], []).append((key, text, key in own))
    return render_template(
        "console/wordings.html",
        groups=groups,
        search=request.args.get("q", ""),
        only=only,
        own=len(own),
        language=_language(),
        languages=_languages(),
    )


@blueprint.get("/<key>")
@requires(Role.ADMIN)
def edit(key: str) -> ResponseReturnValue:
    """One sentence, ready to be worded otherwise."""
    shipped = _known(key)
    now = office().knowledge.wordings.wording(_language(), key)
    values = {
        "text": now.text if now else shipped.written(key),
        "revision": str(now.revision if now else 0),
    }
    return _page(key, WordingForm(formdata=None, data=values))


@blueprint.post("/<key>")
@requires(Role.ADMIN)
def change(key: str) -> ResponseReturnValue:
    """Word a sentence: said from the next call on, in every process."""
    shipped, form = _known(key), WordingForm()
    if not form.validate():
        return _page(key, form), 422
    text = " ".join(form.text.data.split())
    if told := [_told(one, _braces(shipped.written(key))) for one in faults(shipped, key, text, _language())]:
        form.text.errors = [*form.text.errors, *told]
        return _page(key, form), 422
    return _put(key, "" if text == shipped.written(key) else text, form)


@blueprint.post("/<key>/retablir")
@requires(Role.ADMIN)
def reset(key: str) -> ResponseReturnValue:
    """Give a sentence its shipped form back."""
    _known(key)
    return _put(key, "", WordingForm())


def _put(key: str, text: str, form: WordingForm) -> ResponseReturnValue:
    here, revision = office(), form.revision.data or ""
    if not revision.isascii() or not revision.isdigit() or len(revision) > 15:
        abort(400)
    try:
        here.knowledge.wordings.put(
            _language(), key, text, who=signed_in().name, at=here.now(), expected=int(revision)
        )
    except WordingConflict as conflict:
        form.revision.data = str(conflict.current.revision if conflict.current else 0)
        return _page(key, form, conflict=conflict), 409
    except InputError as error:
        form.text.errors = [*form.text.errors, *(problem.text for problem in error.problems)]
        return _page(key, form), 422
    except StoreError as error:
        flash(str(error), "error")
        return _page(key, form), 503
    noted("wording.changed" if text else "wording.reset", key)
    flash(message("wordings.changed" if text else "wordings.reset"), "good")
    return redirect(url_for("wordings.edit", key=key, langue=request.args.get("langue") or None))


def _page(key: str, form: WordingForm, conflict: WordingConflict | None = None) -> str:
    shipped, here = _known(key), office()
    now = here.knowledge.wordings.wording(_language(), key)
    return render_template(
        "console/wording.html",
        key=key,
        form=form,
        shipped=shipped.written(key),
        own=now,
        braces=_braces(shipped.written(key)).values(),
        history=here.knowledge.wordings.history(_language(), key),
        longest=round(LONGEST_SECONDS),
        seconds=round(seconds_of(shipped.written(key))),
        conflict=conflict,
        language=_language(),
        main=_languages()[0],
    )


def _braces(written: str) -> dict[str, str]:
    """What stands for each value in a sentence, as it is to be written: {"town": "{town:of}"}."""
    return {found[1]: found[0] for found in _BRACES.finditer(written)}


def _told(one: Fault, known: Mapping[str, str]) -> str:
    """What is wrong with a wording, as a sentence. `known`: how the shipped one writes its values."""
    braces = ", ".join(known.get(value, f"{{{value}}}") for value in one.values)
    value, *more = (*one.values, "", "")
    return message(f"wording_faults.{one.rule}", braces=braces, value=value, limit=more[0])


def _known(key: str) -> Catalogue:
    shipped = _shipped()
    if key not in shipped:
        abort(404)
    return shipped


def _language() -> str:
    """The language asked for, when the line speaks it; its first one otherwise."""
    asked = request.args.get("langue", "")
    return asked if asked in office().desk.catalogues else office().settings.line.language


def _languages() -> list[str]:
    here = office()
    return [here.settings.line.language, *here.desk.catalogues]


def _shipped() -> Catalogue:
    return _load(_language())


@cache
def _load(language: str) -> Catalogue:
    return Catalogue.load(language)
