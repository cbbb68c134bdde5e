"""What commands print: advice names the command as it was typed, so that it can be copied."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import click

from ivr.cli import main

NAME = "standardiste"


def tell(text: object = "", *, err: bool = False) -> None:
    """Print it, on the error stream with `err`; the commands it advises are named as this one was typed."""
    click.echo(as_typed(str(text), typed_name()), err=err)


def typed_name() -> str:
    """How the command was called: ".venv/bin/standardiste"; its bare name where that is enough."""
    typed = sys.argv[0]
    if Path(typed).name != NAME:
        return NAME
    found = shutil.which(NAME)
    return NAME if found is not None and Path(found).samefile(typed) else typed


def as_typed(text: str, name: str) -> str:
    """The text with "standardiste models …" put as `name` "models …"; other words are left alone."""
    commands = "|".join(map(re.escape, sorted(main.commands_at)))
    return re.sub(rf"(?<![\w./-]){NAME}(?= (?:{commands}|knowledge)\b)", lambda _: name, text)
