"""How a call's tone goes, and what to say back: calmly first, then a way to a person, then goodbye."""

from __future__ import annotations

from flows.events import Heard
from flows.french.rude_words import Rudeness
from flows.interruptions import AbuseRepeated, AgentWanted
from flows.tongue import Tongue

MOST_ABUSE = 3
"""Insults and threats after which the line takes leave."""
MOST_LOST = 3
"""Times a caller loses patience with the line before a person is fetched."""

#: What is said back the first time, then the next ones.
_CALM = {
    Rudeness.TEMPER: ("ask.sorry", "ask.sorry"),
    Rudeness.INSULT: ("ask.courtesy", "ask.courtesy_again"),
    Rudeness.THREAT: ("ask.threat", "ask.threat"),
}


class Temper:
    """What was heard in one call."""

    def __init__(self) -> None:
        self.abuse = 0
        """Insults and threats."""
        self.lost = 0
        """Impatience with the line, aimed at nobody."""

    def hear(self, reply: Heard, tongue: Tongue) -> Rudeness | None:
        """How the caller lost their temper, if they did; what the recogniser is unsure of does not count."""
        rude = tongue.rudeness(reply.text, {word.text: word.confidence for word in reply.words})
        if rude is not None:
            self.heard(rude)
        return rude

    def heard(self, rude: Rudeness) -> None:
        """One more."""
        if rude is Rudeness.TEMPER:
            self.lost += 1
        else:
            self.abuse += 1

    def sentence(self, rude: Rudeness) -> str:
        """The prompt to say back; empty once enough was heard."""
        if self.abuse >= MOST_ABUSE or (rude is Rudeness.TEMPER and self.lost >= MOST_LOST):
            return ""
        first, again = _CALM[rude]
        return first if self.abuse <= 1 else again

    def answer(self, rude: Rudeness, said: str) -> str:
        """The calm prompt to say back; a person, or leave, for whoever does not calm down."""
        sentence = self.sentence(rude)
        if not sentence:
            raise AgentWanted if rude is Rudeness.TEMPER else AbuseRepeated(said)
        return sentence
