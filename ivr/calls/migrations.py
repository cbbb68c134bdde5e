"""The tables of calls.db."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from ivr.calls import call_tables, improvement_tables, numbering, review_tables, service_tables
from ivr.calls.indicators import tables as indicator_tables

migrations = Migrations("calls")


def migrate(db: Database) -> None:
    """Bring calls.db up to date."""
    migrations.apply(db)


@migrations()
def m001_call_events(db: Database) -> None:
    """The truth: what happened in each call, in order."""
    call_tables.create_call_events(db)


@migrations()
def m002_calls(db: Database) -> None:
    """One row a call, written in the same transaction as its events."""
    call_tables.create_calls(db)


@migrations()
def m003_outbox(db: Database) -> None:
    """Deeds to be done once; a row is claimed by an UPDATE that counts its rows."""
    call_tables.create_outbox(db)


@migrations()
def m004_messages(db: Database) -> None:
    """Messages left for the services; `deed` is the outbox row they came from, once each."""
    service_tables.create_messages(db)


@migrations()
def m005_transfers(db: Database) -> None:
    """What agents did with the calls offered to them; `attempt` is the log's position of the Transfer."""
    call_tables.create_transfers(db)


@migrations()
def m006_appointments(db: Database) -> None:
    """Visits booked. A counter receives one visit at a time: the index refuses what the code would miss."""
    service_tables.create_appointments(db)


@migrations()
def m007_reports(db: Database) -> None:
    """Problems reported in the town, and the other people who reported the same ones."""
    service_tables.create_reports(db)


@migrations()
def m008_callbacks_ratings_and_texts(db: Database) -> None:
    """People to ring back, what callers thought, and which texts went out; one row a deed."""
    service_tables.create_callbacks_ratings_and_texts(db)


@migrations()
def m009_agents(db: Database) -> None:
    """Who of the agents takes calls, and whom each has in hand; an agent without a row takes calls."""
    call_tables.create_agents(db)


@migrations()
def m018_reviews(db: Database) -> None:
    """What people who listen again think of the line's answers."""
    review_tables.create_reviews(db)


@migrations()
def m019_call_search(db: Database) -> None:
    """Calls as they are looked for."""
    review_tables.create_call_search(db)
    review_tables.create_questions(db)
    review_tables.create_search_due(db)


@migrations()
def m020_erasures(db: Database) -> None:
    """The proof of what was erased, and whom not to bring back from a backup."""
    review_tables.create_erasures(db)


@migrations()
def m012_following_up(db: Database) -> None:
    """Who takes care of what callers left, by when, and everything that was done about it."""
    service_tables.add_following_up(db)


@migrations()
def m013_photos_and_agendas(db: Database) -> None:
    """Photos that citizens add to their reports; calendars that services subscribe to."""
    service_tables.create_photos_and_agendas(db)


@migrations()
def m014_letters_and_texts(db: Database) -> None:
    """Letters sent to the services, visits to remind people of, and who wants no text any more."""
    service_tables.add_letters_and_texts(db)


@migrations()
def m025_language_of_the_call(db: Database) -> None:
    """What the caller was last asked in; every call before this one was in French."""
    db.table("calls").add_column("language", str, not_null_default="fr")


@migrations()
def m021_indicators(db: Database) -> None:
    """What each ended call was, in figures, and their sums by day."""
    indicator_tables.create(db)


@migrations()
def m026_improvement(db: Database) -> None:
    """What citizens ask in vain, grouped; changes tried on past questions; topics counted over a month."""
    improvement_tables.create_question_groups(db)
    improvement_tables.create_replays(db)
    # Just for the use of each article in the last days.
    db.table("calls").create_index(["started_at", "topic"])


@migrations()
def m024_call_remarks(db: Database) -> None:
    """What is worth keeping of how a call went, without a word of what was said: insults, notes asked for."""
    call_tables.create_call_remarks(db)


@migrations()
def m015_desks_and_calls_of_agents(db: Database) -> None:
    """Whether people came to their visit; what a call left, and whose calls they were, found at once."""
    db.table("appointments").add_column("attendance", str)
    for table in ("messages", "callbacks", "reports", "appointments"):
        db.table(table).create_index(["call_id"])
    db.table("transfers").create_index(["agent", "answered_at"])


@migrations()
def m010_waiting(db: Database) -> None:
    """Callers who wait for an agent, in the order they came: a projection of the log."""
    call_tables.create_waiting(db)


@migrations()
def m011_transfers_followed(db: Database) -> None:
    """When each step of a transfer happened, and whom it rang; the words told to the agent: see m028."""
    call_tables.follow_transfers(db)


@migrations()
def m027_numbers_given_once(db: Database) -> None:
    """No deed and no message ever gets the number of one that was erased."""
    numbering.number_once(db)


@migrations()
def m028_transfers_without_words(db: Database) -> None:
    """What agents are told of callers is in the log alone. The columns stay: an older worker that still hands
    over its calls during an upgrade fills them, and what it wrote is erased with the numbers."""
    db.execute("update transfers set subject = null, summary = null, fields = null")


@migrations()
def m029_visits_assigned(db: Database) -> None:
    """Who receives a visitor: an e-mail address."""
    db.table("appointments").add_column("assigned_to", str)


@migrations()
def m032_visits_revised(db: Database) -> None:
    """How often the town hall's people changed a visit: two who change it at once are told."""
    db.table("appointments").add_column("revision", int)


@migrations()
def m035_language_of_the_reports(db: Database) -> None:
    """In which language those who reported something spoke: they are written to in it."""
    for table in ("reports", "report_witnesses"):
        db.table(table).add_column("language", str, not_null_default="fr")


@migrations()
def m036_deeds_followed(db: Database) -> None:
    """Which deed of a call something done about an item came of: tried again, it is not done twice."""
    db.table("follow_ups").add_column("deed", int)


@migrations()
def m037_visits_for_several_files(db: Database) -> None:
    """What a visit for several files is for: the kinds of appointment, one a file, separated by spaces."""
    db.table("appointments").add_column("files", str)


@migrations()
def m038_one_question_a_turn(db: Database) -> None:
    """Words looked up several times before they were answered are one question, the last one."""
    review_tables.join_questions(db)
