"""A console where people have begun to work, so that no page is an empty one."""

from __future__ import annotations

from dataclasses import replace

from flows.actions import SendText
from ivr.calls.agendas import AgendaLinks
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.outbox import DeedError, Outbox, promise
from ivr.calls.question_groups import Made, write_groups
from ivr.calls.replays import ask_replay
from knowledge.clusters import Asked, cluster
from knowledge.notices import Alert
from knowledge.proposals import Proposals
from knowledge.town import Closure
from tests.ivr.console.town import NOW, Console

BEES = [
    Asked("j'ai un essaim d'abeilles dans mon jardin", 14, 6, 9),
    Asked("un essaim d'abeilles sur mon balcon", 5, 2),
    Asked("y a un nid d'abeilles chez moi", 2, 1, 3),
]
OTHERS = [
    Asked("le code du wifi de la médiathèque", 3, 7, 4),
    Asked("un dentiste de garde dimanche", 2, 2, 8),
    Asked("acheter un composteur", 1, 0, 2),
]


def live_in(console: Console) -> None:
    """Groups of questions, an alert, a closure, a change tried, a text that failed, the days counted."""
    here, who = console.office, "Claire Fontaine"
    found = [(one, [("encombrants", 0.31)]) for one in cluster([*BEES, *OTHERS])]
    write_groups(here.calls, found, Made(NOW.timestamp(), 71, "stamp"))
    alert = Alert(text="L'accueil ferme à 16 h aujourd'hui.", starts=NOW, ends=NOW.replace(hour=17))
    here.knowledge.notices.add_alert(alert, who=who)
    day = NOW.date().replace(day=27)
    closure = Closure(service="mairie", first=day, last=day, reason="la formation des agents")
    here.knowledge.notices.add_closure(closure, who=who)
    article = here.knowledge.article("encombrants")
    assert article is not None
    here.knowledge.save(
        replace(article, details="Deux mètres cubes au plus par foyer et par collecte."), who=who, at=NOW
    )
    changed = replace(article, phrasings=(*article.phrasings, BEES[0].text))
    expected = here.knowledge.revision_of("encombrants")
    number = Proposals(here.knowledge).propose_article(changed, expected=expected, who=who, at=NOW)
    ask_replay(here.calls, number, NOW.timestamp())
    AgendaLinks(here.calls).create("etat-civil", who=who, at=NOW.timestamp())
    with here.calls.writing() as db:
        promise(db, "test", SendText(to="+33639980101", text="Bonjour"), 0.0)
    Outbox(here.calls, "worker").run_one(_refused, NOW.timestamp())
    Ledger(here.settings, here.calls).keep(NOW.timestamp())


def _refused(claimed: object) -> None:
    raise DeedError("The provider refused a text: status 400.", permanent=True)
