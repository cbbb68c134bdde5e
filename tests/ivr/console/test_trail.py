"""The journal reads in French, and every group of sentences has a French name."""

from flows.prompts import Catalogue
from ivr.console.messages import has_message


def test_the_journal_names_things_and_roles_in_french(console):
    audit = console.accounts.audit
    audit.note(None, "inbox.seen", "report 277381", who="Claire")
    audit.note(None, "user.changed", "luc@valmont.example", "viewer elections", who="Claire")
    page = console.signed_in("admin").get("/console/journal/").text
    assert "Signalement 277381" in page
    assert "Lecture seule, Service des élections" in page
    assert "viewer elections" not in page


def test_every_group_of_sentences_has_a_french_name():
    groups = {key.partition(".")[0] for key in Catalogue.load("fr").keys()}  # noqa: SIM118 - no mapping
    assert [group for group in groups if not has_message(f"wording_group.{group}")] == []
