"""Everything put together once a process: settings, knowledge, ears, mouth, and the desk of calls."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlite_utils import Database

from flows.prompts import Catalogue
from ivr.accounts.accounts import Accounts
from ivr.accounts.migrations import migrate as migrate_accounts
from ivr.calls.desk import Desk
from ivr.calls.due import end_of_opening_day
from ivr.calls.forgetting import reapply
from ivr.calls.improver import Improver
from ivr.calls.letters import LetterSender
from ivr.calls.links import PhotoLinks
from ivr.calls.migrations import migrate as migrate_calls
from ivr.calls.queries import TownQueries
from ivr.calls.service_queries import ServiceQueries
from ivr.calls.texts import TextSender
from ivr.calls.wording import LiveCatalogue
from ivr.calls.worker import Worker
from ivr.channels.passes import migrate as migrate_passes
from ivr.clock import line_clock
from ivr.database import LOCK_SECONDS, Connections, prepare
from ivr.messages import message
from ivr.secret_key import secret_key
from ivr.sentences import all_sentences, answer_sentences, first_sentences
from ivr.settings import Settings
from ivr.town import town_facts
from knowledge.articles import Article
from knowledge.calibration import shipped_calibration
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.english.librarian import EnglishLibrarian
from knowledge.librarian import Librarian
from knowledge.matching import Matcher
from knowledge.migrations import migrate as migrate_knowledge
from knowledge.notices import said_in_welcome
from knowledge.shipped import load_background, load_entries
from knowledge.store import KnowledgeStore
from speech.adaptation.shelf import AdaptedModels
from speech.model_errors import ModelError, ModelMissing
from speech.models import ModelStore
from speech.mouth import Mouth
from speech.polyglot import ManyEars, Mouths
from speech.prompt_cache import PromptCache
from speech.recogniser import RecogniserError, VoskEars
from speech.spoken import spell_out
from speech.spoken_english import spell_out as spell_out_english
from speech.synthesiser import PiperVoice

log = logging.getLogger(__name__)

LINK_KEY = "link-key"
"""Secret that signs the links sent to citizens: without it, those sent before are worth nothing."""
SPELL_OUT = {"en": spell_out_english}
"""Written text to words, in the languages other than French."""


def prepare_databases(settings: Settings, *, mend: bool = True) -> list[str]:
    """Check, mend and bring up to date every database; a new knowledge base receives the demonstration.

    `mend`: before any other process has them open, and never afterwards.
    Returns what people must be told.
    """
    knowledge = settings.var / "knowledge.db"
    told = [
        prepare(settings.var / "calls.db", _migrate, mend=mend),
        prepare(knowledge, migrate_knowledge, mend=mend),
        prepare(accounts_path(settings), migrate_accounts, mend=mend),
    ]
    reapply(settings.var / "calls.db", time.time())
    accounts_path(settings).chmod(0o600)
    Accounts(accounts_path(settings)).second_factors.seal_all()
    store = KnowledgeStore(knowledge)
    articles, problems = store.readable_articles()
    told += [str(problem) for problem in problems]
    if not articles and not problems:
        store.save_all(load_demonstration(), who="installation", at=datetime.now(UTC))
        english = load_demonstration_english()
        store.translations.save_all("en", english, who="installation", at=datetime.now(UTC))
        told.append(message("serve.seeded", count=len(load_demonstration())))
    return [sentence for sentence in told if sentence]


def accounts_path(settings: Settings) -> Path:
    """Where accounts are kept: a file of its own, which only the line's user may read."""
    return settings.var / "accounts.db"


def _migrate(database: Database) -> None:
    migrate_calls(database)
    migrate_passes(database)


class House:
    """What one process of the line holds. Ears and mouth are loaded on first use."""

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], datetime] | None = None,
        clock: Callable[[], float] = time.time,
        wait_seconds: float = LOCK_SECONDS,
    ) -> None:
        """`now`: the moment the town lives in; None: what the settings say. `clock`: the real time.

        `wait_seconds`: how long what is written of calls waits for another process to have written.
        """
        self.settings = settings
        self.now = now or line_clock(settings)
        self.troubles: list[str] = []
        """What the people in charge should mend, in French sentences."""
        self.connections = Connections(settings.var / "calls.db", wait_seconds)
        self.store = KnowledgeStore(settings.var / "knowledge.db")
        self.accounts = Accounts(accounts_path(settings))
        self.librarian = Librarian(self.store, town_facts(settings), self.matcher, now=self.now())
        self.english = EnglishLibrarian(self.librarian, lambda: self.store.translations.all("en"))
        services = ServiceQueries(settings, self.connections, self.librarian, self.now, clock, self.english)
        queries = TownQueries(settings, self.librarian, services, self.now, self.english)
        catalogue, *others = (
            LiveCatalogue(Catalogue.load(language), self.store, language)
            for language in (settings.line.language, *settings.line.others)
        )
        catalogues = dict(zip(settings.line.others, others, strict=True))
        self.desk = Desk(
            *(settings, self.connections, queries, catalogue, clock, self.now, catalogues),
            alerts=lambda: said_in_welcome(self.librarian.alerts(self.now())),
        )

    @cached_property
    def models(self) -> ModelStore:
        """The installed models."""
        return ModelStore(self.settings.var / "models")

    @cached_property
    def ears(self) -> ManyEars | None:
        """The recogniser, or None when its model is missing or damaged: callers then use keys."""
        try:
            first = self._open_ears(self.settings.line.language)
        except (ModelError, RecogniserError) as error:
            self._note(str(error))
            return None
        others = {}
        for language in self.settings.line.others:
            try:
                others[language] = self._open_ears(language)
            except (ModelError, RecogniserError) as error:
                self._do_without(f"serve.unheard_{language}", error)
        self.desk.unheard = tuple(other for other in self.settings.line.others if other not in others)
        return ManyEars(first, others)

    @cached_property
    def mouth(self) -> Mouths | None:
        """The voice, or None when its model is missing or damaged: the provider's voice then reads."""
        try:
            return self.open_mouth()
        except ModelError as error:
            self._note(str(error))
            return None

    def open_mouth(self) -> Mouths:
        """The voices with their cache. Raises ModelError when the first one's model is missing or damaged."""
        cache = PromptCache(self.settings.var / "voice")
        first = self._open_voice(self.settings.line.language)
        others = {}
        for language in self.settings.line.others:
            try:
                others[language] = Mouth(self._open_voice(language), cache, SPELL_OUT[language])
            except ModelError as error:
                self._do_without(f"serve.unvoiced_{language}", error)
        self.desk.unvoiced = tuple(other for other in self.settings.line.others if other not in others)
        return Mouths(first, cache, spell_out, others, self.settings.line.language)

    def _open_ears(self, language: str) -> VoskEars:
        name, _ = self.settings.voice.models(language)
        self.models.verify(name)
        ears = VoskEars(AdaptedModels(self.models).path(name))
        ears.load()
        return ears

    def _open_voice(self, language: str) -> PiperVoice:
        _, name = self.settings.voice.models(language)
        self.models.verify(name)
        return PiperVoice(self.models.path(name))

    def sentences(self) -> list[str]:
        """Everything worth having rendered, most urgent first."""
        articles = [article.slug for article in self.store.articles()]
        now = self.now()
        others = {"en": self.english.responses(now)}
        return all_sentences(self.desk, self.librarian, articles, now, others)

    def first_sentences(self, articles: Sequence[str] = ()) -> list[str]:
        """What the first caller hears, with these answers: enough to open the line and show it."""
        now = self.now()
        responses = [one for slug in articles for one in self.librarian.article(slug, now=now).responses]
        answers = [text for one in responses for text in answer_sentences(one)]
        return [text for text in (*first_sentences(self.desk), *answers) if text]

    def worker(self, name: str, clock: Callable[[], float] = time.time) -> Worker:
        """The background worker of this house."""
        return Worker(
            name=name,
            desk=self.desk,
            connections=self.connections,
            others=(self.settings.var / "knowledge.db", accounts_path(self.settings)),
            send_text=self._sender(),
            send_letter=self._letter_sender(),
            due_date=self.due_date,
            photo_link=self.photo_links.link,
            sentences=self.sentences,
            mouth=self.mouth,
            clock=clock,
        )

    def improver(self, name: str, clock: Callable[[], float] = time.time) -> Improver:
        """The background helper of the people who make the line better."""
        return Improver(
            name=name,
            connections=self.connections,
            store=self.store,
            librarian=self.librarian,
            matcher=self.matcher,
            town=town_facts(self.settings),
            now=self.now,
            clock=clock,
            language=self.settings.line.language,
        )

    def _sender(self) -> TextSender:
        from ivr.channels.text_messages import sender_for  # the provider is known to channels only

        return sender_for(self.settings)

    @cached_property
    def photo_links(self) -> PhotoLinks:
        """Makes and reads the links sent to citizens."""
        return PhotoLinks(self.settings.line.public_url, secret_key(self.settings.var / LINK_KEY))

    def _letter_sender(self) -> LetterSender | None:
        from ivr.channels.mail import letter_sender_for  # mail servers are known to channels only

        return letter_sender_for(self.settings)

    def due_date(self, service: str, at: float) -> float | None:
        """By when a service must answer what it was left; both in seconds since the epoch."""
        left = datetime.fromtimestamp(at, UTC)
        known = service if service in self.settings.services else "accueil"
        days = self.settings.follow_up.answer_days
        due = end_of_opening_day(self.librarian.calendar(left), known, left, days)
        return due.timestamp() if due else None

    def matcher(self, articles: Sequence[Article], refused: Sequence[str] = ()) -> Matcher:
        """A matcher over these articles; learning takes seconds, unless it was learnt before."""
        return Matcher(
            load_entries(articles),
            [*load_background(), *refused],
            shipped_calibration(),
            cache=self.settings.var / "matcher",
        )

    def _do_without(self, key: str, error: Exception) -> None:
        """Another language lacks a model: the town hall may do without; a damaged one is a trouble."""
        told = message(key, error=error)
        if isinstance(error, ModelMissing):
            log.warning("%s", told)
        else:
            self._note(told)

    def _note(self, trouble: str) -> None:
        log.error("%s", trouble)
        self.troubles.append(trouble)
