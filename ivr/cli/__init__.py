"""The `standardiste` command. Each subcommand lives in its own module, imported only when it is used."""

from __future__ import annotations

import importlib
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands are named "module:attribute" and loaded on demand."""

    def __init__(self, *args: Any, commands_at: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.commands_at})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.commands_at:
            module, attribute = self.commands_at[cmd_name].split(":")
            command: click.Command = getattr(importlib.import_module(module), attribute)
            return command
        return super().get_command(ctx, cmd_name)


main = LazyGroup(
    "standardiste",
    help="La ligne téléphonique de la mairie : installer, servir, essayer, enrichir.",
    commands_at={
        "models": "ivr.cli.models:models",
        "call": "ivr.cli.call:call",
        "serve": "ivr.cli.serve:serve",
        "check": "ivr.cli.serve:check",
        "worker": "ivr.cli.serve:worker",
        "bench": "ivr.cli.bench:bench",
        "dangers": "ivr.cli.dangers:dangers",
        "demonstration-calls": "ivr.cli.past_year:demonstration_calls",
        "streets": "ivr.cli.streets:streets",
        "appointments": "ivr.cli.appointments:appointments",
        "deliveries": "ivr.cli.deliveries:deliveries",
        "indicators": "ivr.cli.indicators:indicators",
        "messages": "ivr.cli.messages_left:messages",
        "users": "ivr.cli.users:users",
        "agents": "ivr.cli.agents:agents",
    },
)

knowledge = LazyGroup(
    "knowledge",
    help="La base de connaissances : importer, exporter, évaluer, interroger.",
    commands_at={
        "match": "ivr.cli.matching:match",
        "evaluate": "ivr.cli.matching:evaluate",
        "calibrate": "ivr.cli.matching:calibrate",
        "bench": "ivr.cli.matching:bench",
        "load": "ivr.cli.articles:load",
        "import": "ivr.cli.articles:import_",
        "export": "ivr.cli.articles:export",
        "list": "ivr.cli.articles:list_",
        "show": "ivr.cli.articles:show",
        "import-service-public": "ivr.cli.articles:import_service_public",
        "alert": "ivr.cli.articles:alert",
        "hours": "ivr.cli.articles:hours",
        "translations": "ivr.cli.translations:translations",
    },
)
main.add_command(knowledge)
