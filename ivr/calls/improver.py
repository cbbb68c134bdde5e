"""The slow work of the improvement loop, in the background: grouping questions, trying changes on them."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ivr.calls.erasure import last_erasure
from ivr.calls.past_questions import DAY_SECONDS, InVain, asked, in_vain, to_replay
from ivr.calls.question_groups import Made, aside, digest_of, made, write_groups
from ivr.calls.replays import Replay, claim_replay, fail_replay, finish_replay, forget_results, note_progress
from ivr.database import Connections
from knowledge.clusters import Asked, cluster
from knowledge.connections import StoreError
from knowledge.fresh import phrase_key
from knowledge.librarian import Librarian
from knowledge.likely import doubtful, words_of
from knowledge.live_index import MatcherFactory
from knowledge.proposals import Proposals
from knowledge.replay import Outcome, PastQuestion, Replayed, replay
from knowledge.store import KnowledgeStore
from knowledge.town import TownFacts

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
GROUP_SECONDS = 60.0
"""How often it is looked whether the groups are still those of the questions."""
CALM_SECONDS = 600.0
"""Groups are made again so often at most, while only new calls came."""
FORGET_DAYS = 30
"""Sentences of replays are kept no longer."""
_PROGRESS_EVERY = 50
_REMEMBERED = 50_000
"""Answers of the present base remembered between two groupings."""


class Overtaken(Exception):
    """Another worker took the replay: this one has nothing more to do with it."""


@dataclass
class Improver:
    """One background helper. Several may run: claims keep them apart."""

    name: str
    connections: Connections
    store: KnowledgeStore
    librarian: Librarian
    matcher: MatcherFactory
    town: TownFacts
    now: Callable[[], datetime]
    """The moment the town lives in."""
    clock: Callable[[], float]
    language: str = "fr"
    """The language of the base's articles."""
    _known: dict[str, str] = field(default_factory=dict)
    """What the present base decides of each wording."""
    _known_of: int = -1
    """The version of the base these are of."""

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop; a failing pass is logged and the next one tried."""
        next_groups = self.clock()
        while not stop.is_set():
            try:
                while not stop.is_set() and self.run_replay():
                    pass
                if self.clock() >= next_groups:
                    next_groups = self.clock() + GROUP_SECONDS
                    self.group()
                    forget_results(self.connections, self.clock() - FORGET_DAYS * DAY_SECONDS)
            except sqlite3.OperationalError as error:  # locked by another process: it passes by itself
                log.warning("The improvement loop tries again in a moment: %s", error)
                stop.wait(5.0)
            except (sqlite3.Error, OSError, StoreError) as error:
                log.error("The improvement loop waits: %s", error)
                stop.wait(5.0)
            except Exception:  # one odd question must not stop the rest of the work
                log.exception("The improvement loop goes on after an unexpected error.")
                stop.wait(5.0)
            stop.wait(IDLE_SECONDS)

    def group(self) -> int | None:
        """Make the groups anew when what they were made from has changed; how many, None when it has not.

        None too when something was erased meanwhile: the next pass makes them of what is left.
        """
        now, db = self.clock(), self.connections.get()
        as_of = last_erasure(db)
        questions, version = in_vain(db, now, self.language), self.store.version()
        refused = {digest_of(phrase.text) for phrase in self.store.refused.phrases()}
        set_aside = aside(db) | refused
        # A day more moves what was asked from one week to the other.
        stamp, changes = _stamp(questions), f"{version}/{len(set_aside)}/{int(now // DAY_SECONDS)}"
        before = made(db)
        if before is not None:
            calls, _, base = before.stamp.partition(" ")
            if base == changes and (calls == stamp or now - before.at < CALM_SECONDS):
                return None
        self.librarian.wait(60.0)
        wanted = [one for one in asked(questions, now) if digest_of(one.text) not in set_aside]
        wrong = {one.text for one in questions if one.wrong}
        left = [one for one in wanted if one.text in wrong or not self._is_answered(one, version)]
        known = words_of(self.store.articles())
        marked = (replace(each, doubtful=doubtful(each, known)) for each in cluster(left))
        found = [(each, self.librarian.nearest(each.example, now=self.now())) for each in marked]
        counted = sum(one.count for one in left)
        return write_groups(self.connections, found, Made(now, counted, f"{stamp} {changes}"), as_of=as_of)

    def run_replay(self) -> bool:
        """Do one replay; False when there is none to do."""
        claimed = claim_replay(self.connections, self.name, self.clock())
        if claimed is None:
            return False
        try:
            self._replay(claimed)
        except Overtaken:
            log.info("The replay %d was taken by another worker.", claimed.id)
        except Exception as error:
            log.exception("The replay %d could not be done.", claimed.id)
            fail_replay(self.connections, claimed.id, self.name, self.clock(), type(error).__name__)
        return True

    def _replay(self, claimed: Replay) -> None:
        proposals = Proposals(self.store)
        proposal = proposals.proposal(claimed.proposal)
        if proposal is None:
            raise LookupError(f"There is no proposal {claimed.proposal}.")
        as_of = last_erasure(self.connections.get())
        # Whoever proposes an article has read the words it is to answer: that goes before what was said.
        judged = {phrase_key(phrase): proposal.slug for phrase in proposal.phrases if proposal.article}
        questions = [
            replace(one, right=judged.get(phrase_key(one.text), one.right))
            for one in to_replay(self.connections.get(), language=self.language)
        ]
        articles, refused = proposals.changed(proposal)
        now = self.now()
        # Learnt for good, as the line will learn it once published: what is kept of it then serves the line.
        changed = Librarian(articles, self.town, self.matcher, now=now, refused=refused)
        self.librarian.wait(60.0)

        def progress(done: int) -> None:
            if done % _PROGRESS_EVERY == 1 and not note_progress(
                self.connections, claimed.id, self.name, self.clock(), done, len(questions)
            ):
                raise Overtaken

        replayed = replay(
            questions,
            lambda text: _outcome(self.librarian, text, now),
            lambda text: _outcome(changed, text, now),
            progress,
        )
        own = [PastQuestion(phrase, 0, proposal.slug) for phrase in proposal.phrases]
        added = [
            Replayed(one, _outcome(self.librarian, one.text, now), _outcome(changed, one.text, now), "added")
            for one in own
        ]
        finish_replay(
            self.connections, claimed.id, self.name, self.clock(), replayed, added=added, as_of=as_of
        )

    def _is_answered(self, one: Asked, version: int) -> bool:
        """Would the present base answer these words at once?"""
        if version != self._known_of or len(self._known) > _REMEMBERED:
            self._known, self._known_of = {}, version
        if one.text not in self._known:
            self._known[one.text] = self.librarian.find(one.text, now=self.now()).decision
        return self._known[one.text] == "answer"


def _outcome(librarian: Librarian, text: str, now: datetime) -> Outcome:
    finding = librarian.find(text, now=now)
    return Outcome(finding.decision, tuple(response.slug for response in finding.responses))


def _stamp(questions: list[InVain]) -> str:
    """What tells these questions from others."""
    digest = hashlib.sha256()
    for one in questions:
        digest.update(f"{one.at}\0{one.text}\0{one.wrong}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
