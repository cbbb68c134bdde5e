"""The matcher: what a caller said, to the article that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from knowledge.calibration import Calibration
from knowledge.decision import OFFERED, Candidate, Disambiguate, Evidence, Match, NoMatch, decide
from knowledge.entry import Entry
from knowledge.understanding import FOR, Findings, Understanding
from knowledge.vocabulary import Vocabulary, shipped_vocabulary

ALTERNATIVES = 4
"""Other hypotheses of the recogniser that are read; the next ones add nothing."""

FIRST_SHARE = 0.6
"""What the recogniser's first hypothesis weighs against all the others together."""

KEPT = 3
"""Candidates named in a match."""


class Matcher:
    """What is known, indexed once; immutable, safe to share between threads."""

    def __init__(
        self,
        entries: Sequence[Entry],
        background: Sequence[str],
        calibration: Calibration,
        *,
        vocabulary: Vocabulary | None = None,
        cache: Path | None = None,
    ) -> None:
        """`background` is what people say that no entry answers. `cache` is a folder where what takes long to
        learn is kept. Raises ValueError without entries or without background."""
        self.understanding = Understanding(
            entries, background, vocabulary or shipped_vocabulary(), cache=cache
        )
        self.judgement = (
            calibration.with_classifier if self.understanding.classifier else calibration.without_classifier
        )

    def match(self, text: str, alternatives: Sequence[str] = (), confidences: Sequence[float] = ()) -> Match:
        """What to do with what was said.

        `alternatives` are the recogniser's other hypotheses, best first; `confidences` say how sure it is of
        each blank-separated word of `text`, 0 to 1. Any text is welcome: at worst it is not understood.
        """
        hypotheses = [(text, confidences), *((other, ()) for other in alternatives[:ALTERNATIVES])]
        heard = [weighed for one in hypotheses if (weighed := self._weighed(*one))]
        match = decide(self._candidates(heard), self.judgement.thresholds)
        if isinstance(match, NoMatch) and heard and (vague := self._vague(heard[0][0])):
            return vague
        return match

    def _vague(self, findings: Findings) -> Disambiguate | None:
        """ "C'est pour une inscription": too little to know which, enough to offer those it may be."""
        sharing = self.understanding.sharing(findings.question)
        offered = [owner for owner in sharing if owner in findings.owners][:OFFERED]
        if len(offered) < 2:
            return None
        return Disambiguate(
            candidates=tuple(
                self._candidate(owner, 1 / len(sharing), findings, findings.owners.index(owner))
                for owner in offered
            )
        )

    def _weighed(self, text: str, confidences: Sequence[float]) -> tuple[Findings, list[float]] | None:
        question = self.understanding.read(text, confidences)
        if not question.words:
            return None
        findings = self.understanding.findings(question)
        probabilities, _ = self.judgement.weights.probabilities(findings)
        return findings, probabilities.tolist()

    def _candidates(self, heard: Sequence[tuple[Findings, list[float]]]) -> tuple[Candidate, ...]:
        """The best candidates over all the hypotheses, each with the evidence of the hypothesis that
        speaks most for it."""
        scores: dict[int, float] = {}
        witness: dict[int, tuple[float, Findings, int]] = {}
        for rank, (findings, probabilities) in enumerate(heard):
            share = _share(rank, len(heard))
            for at, (owner, probability) in enumerate(zip(findings.owners, probabilities, strict=True)):
                scores[owner] = scores.get(owner, 0.0) + share * probability
                if owner not in witness or probability > witness[owner][0]:
                    witness[owner] = (probability, findings, at)
        best = sorted(scores, key=lambda owner: (-scores[owner], owner))[:KEPT]
        return tuple(self._candidate(owner, scores[owner], *witness[owner][1:]) for owner in best)

    def _candidate(self, owner: int, score: float, findings: Findings, at: int) -> Candidate:
        entry = self.understanding.entries[owner]
        return Candidate(
            slug=entry.slug,
            title=entry.title,
            service=entry.service,
            score=score,
            evidence=Evidence(
                phrasing=findings.phrasings[at],
                words=self.understanding.telling_words(owner, findings.question),
                scores=dict(zip(FOR, findings.in_favour[at].tolist(), strict=True)),
            ),
        )


def _share(rank: int, hypotheses: int) -> float:
    """What a hypothesis weighs, all of them weighing 1."""
    if hypotheses == 1:
        return 1.0
    return FIRST_SHARE if rank == 0 else (1 - FIRST_SHARE) / (hypotheses - 1)


def reason(match: Match) -> str:
    """Why, in one line for a review screen: each candidate, its score, nearest phrasing and telling words."""
    return " ; ".join(
        f"{one.slug} {one.score:.2f} « {one.evidence.phrasing} » ({', '.join(one.evidence.words) or '–'})"
        for one in match.candidates
    )
