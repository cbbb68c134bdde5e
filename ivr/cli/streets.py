"""standardiste streets: the streets that callers' addresses are checked against."""

from __future__ import annotations

from pathlib import Path

import click

from flows.collect.agreed_address import is_sure
from flows.collect.heard_address import heard_address
from flows.french.speech import FRENCH
from flows.reporting import TOWN_HALL, Street
from ivr.calls.service_queries import STREETS_FILE
from ivr.cli.advice import tell
from knowledge.located import InputError
from knowledge.street_files import KeptStreets, read_address_base, save
from knowledge.streets import catalogue


@click.group(help="Les rues de la commune : importer la liste officielle, chercher une adresse.")
@click.option(
    "--root",
    envvar="STANDARDISTE_VAR",
    default="var",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des données de la ligne. Par défaut $STANDARDISTE_VAR.",
)
@click.pass_context
def streets(ctx: click.Context, root: Path) -> None:
    ctx.obj = root.absolute() / STREETS_FILE


@streets.command(
    "import",
    help="Remplacer la liste des rues par celle d'un fichier de la Base adresse nationale (CSV, compressé en "
    ".gz ou non). Une seule ligne fautive, et rien n'est changé.",
)
@click.argument("file", metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--commune", default="", help="Nom ou code Insee, si le fichier contient plusieurs communes.")
@click.option("--check", is_flag=True, help="Vérifier le fichier sans rien enregistrer.")
@click.pass_obj
def import_(path: Path, file: Path, commune: str, check: bool) -> None:
    try:
        town = read_address_base(file, commune)
    except InputError as error:
        tell(_text("refused", path=file), err=True)
        tell(str(error), err=True)
        raise SystemExit(1) from error
    if not check:
        save(path, town)
    tell(
        _text(
            "would_import" if check else "imported",
            streets=len(town.streets),
            addresses=town.addresses,
            commune=town.commune,
            path=path,
        )
    )


@streets.command(help="Chercher une adresse comme le fait la ligne, avec un score par rue.")
@click.argument("text", metavar="ADRESSE")
@click.pass_obj
def find(path: Path, text: str) -> None:
    kept = KeptStreets(path)
    said = heard_address(FRENCH, text)
    if said is not None and said.street == TOWN_HALL:
        tell(_text("town_hall"))
        return
    try:
        matches = kept.current().find(said.street, number=said.number) if said else []
    except InputError as error:
        raise click.ClickException(str(error)) from error
    for match in matches:
        note = "" if match.number_known else _text("unknown_number")
        tell(_text("found", score=100 * match.score, address=match.written, note=note))
    if not matches:
        tell(_text("nothing", text=text))
    elif len(matches) > 1:
        sure = is_sure(tuple(Street(name=match.street.spoken, score=match.score) for match in matches))
        tell(_text("taken" if sure else "offered"))
    if not kept.own:
        tell(_text("demonstration"))
    if not matches:
        raise SystemExit(1)


@streets.command("list", help="Lister les rues connues.")
@click.pass_obj
def list_(path: Path) -> None:
    kept = KeptStreets(path)
    try:
        known = kept.current().streets
    except InputError as error:
        raise click.ClickException(str(error)) from error
    for street in known:
        tell(street.name)
    addresses = sum(len(street.numbers) for street in known)
    tell(_text("counted", streets=len(known), addresses=addresses))
    if not kept.own:
        tell(_text("demonstration"))


def _text(key: str, **values: object) -> str:
    sentence: str = catalogue()["cli"][key]
    return sentence.format(**values)
