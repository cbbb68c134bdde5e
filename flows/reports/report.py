"""A report: what is known of a problem so far, and how it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flows.ask import Talk
from flows.collect.address import Address
from flows.collect.phone_number import reachable
from flows.collect.problem import Problem, other_problem
from flows.collect.words import bare
from flows.events import CallStarted
from flows.reporting import CorrectReport, JoinReport, OpenReport, SimilarReport
from flows.reports.where import written_where
from flows.routes import Route

TOPIC = "signalement"
_ON_THE_POST = re.compile(
    r"\bnumero (?:\w+ ){0,4}?(?:sur|inscrit|ecrit|marque)\b"
    r"|\b(?:poteau|lampadaire|candelabre|mat|reverbere) (?:porte )?(?:le )?numero\b"
    r"|\bnumber (?:\w+ ){0,4}?on (?:it|the (?:pole|post|lamp))\b|\b(?:lamp ?post|pole|street light) number\b"
)


@dataclass
class Report:
    """What is known of a problem so far."""

    started: CallStarted
    problem: Problem | None = None
    place: Address | None = None
    said_where: str = ""
    """The caller's words for the place, before it is agreed."""
    place_first_told: str = ""
    """What was answered to "dites-moi où c'est", before the report was begun: "devant l'école"."""
    where_asked: bool = False
    told_beside: bool = False
    """Where the place was asked, more was told of the problem: worth passing on without any place."""
    look_in_words: bool = True
    """The place may be in what was said already."""
    description: str = ""
    dangerous: bool = False
    danger_asked: bool = False
    danger_met: bool = False
    """The number to dial was told before the report was begun."""
    described: bool = False
    """The caller was asked to describe it, and said or kept silent what they would."""
    phone: str = ""
    text_updates: bool = False
    wants_texts: bool | None = None
    """SMS were wanted, or refused, before they were asked about."""
    reference: str = ""
    likely: SimilarReport | None = None
    """The one already open that the caller was asked about last, and has not denied."""
    likely_theirs: bool = False
    """It was made from their telephone."""
    same: SimilarReport | None = None
    """The one already open that they recognised."""
    kept: bool = False
    """Opened, or joined to one already open."""

    @property
    def kind(self) -> Problem:
        """The problem, or the kind for all others while none is known."""
        return self.problem or other_problem()

    @property
    def caller(self) -> str:
        """The number of the call, where it can be rung."""
        return reachable(self.started.caller)

    @property
    def worth_keeping(self) -> bool:
        """Is there enough for a team to go and see?"""
        return self.problem is not None and self.place is not None and not self.kept

    def said_so_far(self, words: str) -> None:
        """The caller has said where it is; it is not agreed yet.

        The number on a lamp post finds the lamp, and no street: the team reads it with the description.
        """
        self.said_where = words
        if _ON_THE_POST.search(bare(words)) and words not in self.description:
            self.described_as(words)

    def place_as_said(self, *, anywhere: bool = False) -> None:
        """Keep the place as it was said: nobody is there any more to agree on it.

        `anywhere`: even where none was said.
        """
        if self.place is None and (self.said_where or anywhere):
            self.place = Address(street="", said=self.said_where)

    def described_as(self, words: str) -> None:
        """Add the caller's own words."""
        self.description = f"{self.description}\n{words}".strip()

    def told_instead(self, words: str) -> None:
        """The caller told more of the problem, where its place was asked."""
        self.described_as(words)
        self.told_beside = True

    def opened(self, language: str) -> OpenReport:
        """The deed that opens it, marked as perhaps the same as the one they were asked about.

        `language`: the one spoken when it is opened.
        """
        self.kept = True
        return OpenReport(
            **self._told,
            description=self.description,
            phone=self.phone or self.caller,
            text_updates=self.text_updates,
            language=language,
            unconfirmed=self.place is not None and not self.place.confirmed,
            perhaps=self.likely.reference if self.likely and not self.likely_theirs else "",
        )

    def corrected(self) -> CorrectReport:
        """The deed that puts this in the place of what was opened under its reference."""
        return CorrectReport(**self._told, words=self.description)

    @property
    def _told(self) -> dict[str, Any]:
        """What a `ReportDeed` tells."""
        place = self.place or Address(street="")
        return {
            "reference": self.reference,
            "kind": self.kind.slug,
            "service": self.kind.service,
            "street": place.street,
            "number": place.number,
            "place": place.said,
            "dangerous": self.dangerous,
        }

    def joined(self, similar: SimilarReport, language: str) -> JoinReport:
        """The deed that adds it to one already open. `language`: the one spoken then."""
        self.kept = True
        return JoinReport(
            reference=similar.reference,
            description=self.description,
            dangerous=self.dangerous,
            phone=self.phone or self.caller,
            text_updates=self.text_updates,
            language=language,
        )

    def take_with_it(self, talk: Talk) -> None:
        """Add the words of what was reported in the same breath, and will not be asked about any more."""
        for other in talk.outstanding:
            if other.route is Route.REPORT and other.service == self.kind.service:
                self.described_as(other.words)
                talk.seen_to(other)

    def note_for_agents(self, talk: Talk) -> None:
        """What an agent who takes the call is told, and asks no more."""
        place = self.place or Address(street="")
        where = written_where(place.street, place.number, place.said, talk.language)
        talk.keep(problem=self.kind.title, address=where)
