"""Reporting a problem in the street."""

import pytest

from flows.actions import NoteOutcome, Say, TakeMessage, Transfer
from flows.events import AnswersFound, Choice
from flows.reporting import FindReports, JoinReport, OpenReport, SendNotice, SimilarReport
from flows.reports.report_issue import report_issue
from flows.routing import ON_CALL
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import calling, harmless, opened, town
from tests.flows.services import LANDLINE, MOBILE, Played

SIMILAR = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-12")


def test_a_problem_is_reported_from_what_to_the_number_to_note():
    call = calling()
    assert call.asked == "report.what"
    assert call.says("il y a un lampadaire en panne") == [
        "D'accord, c'est pour une panne d'éclairage.",
        "Est-ce que quelqu'un est en danger, en ce moment ?",
    ]
    assert call.says("non") == ["Où est-ce ? Donnez le numéro et la rue."]
    call.says("devant le douze bis rue pasteur")
    call.says("oui")
    assert call.asked == "report.describe"
    call.says("il clignote depuis hier au revoir et bonne journée")
    assert call.asked == "report.by_text"
    said = call.says("non")
    assert said[0] == "C'est enregistré, et transmis au service."
    assert said[1].count("4, 7, 1, 2, 9, 0") == 2
    assert opened(call) == OpenReport(
        reference="471290",
        kind="eclairage",
        service="voirie",
        street="rue Pasteur",
        number="12 bis",
        place="devant le douze bis rue pasteur",
        description="il y a un lampadaire en panne\nil clignote depuis hier au revoir et bonne journée",
        phone=MOBILE,
    )
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="answered", topic="signalement")]
    assert call.result is True


def test_the_number_to_note_is_said_slowly():
    call = harmless("un dépôt sauvage rue pasteur")
    call.says("oui")
    call.says("des pneus")
    call.says("non")
    slow = [action.prompt for action in call.done if isinstance(action, Say) and action.slow]
    assert slow == ["reference.note"]


def test_what_was_already_said_is_not_asked_again():
    call = calling("je voudrais signaler un lampadaire cassé au douze rue pasteur")
    assert call.asked == "report.danger"
    assert call.says("non") == ["12 rue Pasteur, c'est bien ça ?"]


@pytest.mark.parametrize(
    "words",
    ["un dépôt sauvage", "signaler un tag", "une voiture abandonnée", "un bruit", "une poubelle qui déborde"],
)
def test_danger_is_asked_first_whatever_the_problem_is(words):
    assert calling(words).asked == "report.danger"


@pytest.mark.parametrize(
    "words",
    [
        "peut-être il y a des fils à nu",
        "il y a des enfants qui jouent à côté",
        "une dame est tombée hier",
        "non mais c'est dangereux quand même",
        "j'ai failli tomber",
        "pas pour l'instant mais bientôt",
    ],
)
def test_a_danger_told_in_answer_to_the_danger_question_is_met_and_its_words_are_kept(words):
    call = calling("je voudrais signaler un lampadaire cassé")
    assert any("112" in sentence for sentence in call.says(words))
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.says("oui")
    assert opened(call).dangerous
    assert opened(call).description == f"je voudrais signaler un lampadaire cassé\n{words}"


@pytest.mark.parametrize("words", ["peut-être", "je sais pas trop", "c'est quoi la question"])
def test_an_unclear_answer_about_danger_is_asked_again(words):
    call = calling("je voudrais signaler un lampadaire cassé")
    assert call.says(words) == ["Répondez par oui ou par non : y a-t-il un danger immédiat ?"]
    call.says("non")
    assert call.asked == "report.where"


@pytest.mark.parametrize(
    "words", ["non personne n'est blessé", "il n'y a pas de danger", "personne n'est en danger", "non merci"]
)
def test_a_danger_denied_is_none(words):
    call = calling("je voudrais signaler un lampadaire cassé")
    call.says(words)
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.says("oui")
    call.says("il clignote")
    call.says("non")
    assert not opened(call).dangerous
    assert opened(call).description == "je voudrais signaler un lampadaire cassé\nil clignote"


def test_a_street_told_in_answer_to_the_danger_question_is_not_asked_again():
    call = calling("je voudrais signaler un lampadaire cassé")
    call.says("rue pasteur")
    assert call.asked == "report.danger.no_match.1"
    assert call.says("non") == ["Rue Pasteur, c'est bien ça ?"]


def test_a_person_asked_for_at_the_danger_question_is_looked_for():
    call = calling("je voudrais signaler un lampadaire cassé")
    call.says("un agent de l'urbanisme")
    assert call.result == "AgentWanted"


@pytest.mark.parametrize("words", ["je veux parler à quelqu'un", "un agent s'il vous plaît", "0"])
@pytest.mark.parametrize("answers", [(), ("non",), ("non", "rue pasteur", "oui"), ("non", "rue pasteur")])
def test_a_person_asked_for_in_a_report_is_of_its_own_service_and_told_of_it(words, answers):
    call = calling("un tag sur le mur")
    for answer in answers:
        call.says(answer)
    if words == "0":
        call.presses("0")
    else:
        call.says(words)
    (transfer,) = call.deeds(Transfer)
    assert isinstance(transfer, Transfer)
    assert (transfer.service, transfer.subject) == ("proprete-dechets", "un problème de propreté")
    told = "rue pasteur" in answers
    assert transfer.fields.get("address", "").lower() == ("rue pasteur" if told else "")
    assert len(call.deeds(OpenReport)) == told


def test_a_call_handed_over_in_a_report_was_about_one():
    call = calling("un tag sur le mur")
    call.says("je veux parler à quelqu'un")
    call.agent("answered")
    assert NoteOutcome(outcome="transferred", topic="signalement") in call.done


def test_a_danger_told_in_the_description_makes_the_report_urgent():
    call = calling("un lampadaire cassé rue pasteur")
    call.says("non")
    call.says("oui")
    assert call.asked == "report.describe"
    said = call.says("quelqu'un s'est cassé la jambe hier")
    assert any("112" in sentence for sentence in said)
    assert opened(call).dangerous
    assert opened(call).description.endswith("quelqu'un s'est cassé la jambe hier")


def test_danger_is_met_first_then_the_people_on_call():
    call = calling("un lampadaire est tombé")
    said = call.says("oui")
    assert any("112" in sentence for sentence in said)
    assert call.asked == "report.where"
    call.says("rue pasteur")
    assert call.says("oui")[0] == "C'est transmis en urgence. Je cherche quelqu'un de l'équipe d'astreinte."
    assert opened(call).dangerous
    (transfer,) = call.deeds(Transfer)
    assert transfer == Transfer(
        service=ON_CALL,
        subject="une panne d'éclairage",
        summary="un lampadaire est tombé",
        fields={"problem": "une panne d'éclairage", "address": "rue Pasteur"},
    )
    call.agent("answered")
    assert call.result is True
    assert NoteOutcome(outcome="emergency") in call.done


def test_danger_said_at_once_is_not_asked_about():
    call = calling("une branche menace de tomber c'est dangereux")
    assert "report.danger" not in [action.prompt for action in call.done if isinstance(action, Say)]
    assert call.asked == "report.where"


def test_nobody_on_call_takes_a_message_and_the_report_stands():
    call = calling("un lampadaire est tombé", town(open=False))
    call.says("oui")
    call.says("rue pasteur")
    call.says("oui")
    assert call.asked == "message.offer"
    call.says("non")
    assert opened(call).dangerous
    assert call.result is True


def test_an_emergency_leaves_the_flow_at_once():
    call = calling("un lampadaire")
    call.says("il y a le feu")
    assert call.result == "EmergencyHeard"
    assert call.deeds(OpenReport) == []


def test_an_emergency_heard_once_the_place_is_known_is_reported_as_a_danger():
    call = harmless("un dépôt sauvage rue pasteur")
    call.says("oui")
    call.says("au secours ça brûle")
    assert call.result == "EmergencyHeard"
    assert opened(call).dangerous
    assert opened(call).description == "un dépôt sauvage rue pasteur\nau secours ça brûle"


def test_a_similar_report_is_recognised_and_joined():
    call = harmless("un dépôt sauvage au douze rue pasteur", town(reports=[SIMILAR]))
    assert call.says("oui") == [
        "Un signalement est déjà ouvert ici pour une panne d'éclairage, depuis le jeudi 12 novembre."
        " S'agit-il du même problème ?"
    ]
    assert call.deeds(FindReports) == [FindReports(kind="depot-sauvage", street="rue Pasteur", number="12")]
    call.says("oui")
    said = call.says("non")
    assert "3, 0, 0, 1, 1, 1" in said[-1]
    assert call.deeds(JoinReport) == [
        JoinReport(reference="300111", description="un dépôt sauvage au douze rue pasteur", phone=MOBILE)
    ]
    assert call.deeds(OpenReport) == []


def test_a_similar_report_that_is_another_is_not_joined():
    call = harmless("un dépôt sauvage au douze rue pasteur", town(reports=[SIMILAR]))
    call.says("oui")
    call.says("non")
    assert call.asked == "report.describe"
    call.is_silent()
    call.says("non")
    assert opened(call).description == "un dépôt sauvage au douze rue pasteur"


def test_updates_are_sent_only_to_whoever_says_yes():
    call = harmless("un dépôt sauvage rue pasteur")
    call.says("oui")
    call.says("non c'est tout")
    call.says("oui")
    assert opened(call).text_updates
    assert call.deeds(SendNotice) == [
        SendNotice(
            to=MOBILE, prompt="notice.report", values={"reference": "471290", "problem": "un dépôt sauvage"}
        )
    ]


def test_a_landline_is_asked_for_a_mobile():
    call = harmless("un dépôt sauvage rue pasteur", caller=LANDLINE)
    call.says("oui")
    call.is_silent()
    call.says("oui")
    assert call.asked == "report.mobile"
    call.presses("0698765432")
    call.presses("1")
    assert opened(call).phone == "+33698765432"


def test_a_place_without_a_street_is_kept_as_it_was_said():
    call = harmless("un dépôt sauvage")
    for _ in range(2):
        call.says("derrière le gymnase au bout du parking")
    assert "Je note l'endroit comme vous l'avez dit." in call.said[-2]
    call.is_silent()
    call.says("non")
    assert (opened(call).street, opened(call).place) == ("", "derrière le gymnase au bout du parking")
    assert call.deeds(FindReports) == []


def test_without_any_place_a_person_is_fetched():
    call = harmless("un dépôt sauvage")
    for _ in range(3):
        call.is_silent()
    assert call.asked == "Transfer"
    call.agent("answered")
    assert call.deeds(OpenReport) == []


def test_a_problem_of_no_known_kind_is_reported_all_the_same():
    call = calling()
    for _ in range(2):
        call.says("y a un truc bizarre")
    assert call.said[-2] == "D'accord, c'est pour un problème dans la rue."
    call.says("non")
    call.says("rue pasteur")
    call.says("oui")
    call.is_silent()
    call.says("non")
    assert opened(call).kind == "autre"
    assert opened(call).description.count("y a un truc bizarre") == 2


def test_another_hypothesis_may_name_the_problem():
    call = calling()
    call.says("un lampe à terre", "un lampadaire")
    assert call.asked == "report.danger"


def test_without_a_number_to_give_the_report_is_opened_all_the_same():
    call = harmless("un dépôt sauvage rue pasteur", town(failing=True))
    call.says("oui")
    call.is_silent()
    assert call.says("non") == ["C'est enregistré, et transmis au service."]
    assert opened(call).reference == ""


@pytest.mark.parametrize("leaving", ["hangs up", "un agent", "au revoir"])
def test_whoever_leaves_once_what_and_where_are_known_has_reported(leaving):
    call = harmless("un dépôt sauvage rue pasteur")
    call.says("oui")
    call.says("des pneus et un matelas")
    if leaving == "hangs up":
        call.hangs_up()
    else:
        call.says(leaving)
    assert opened(call).description == "un dépôt sauvage rue pasteur\ndes pneus et un matelas"
    assert call.asked == ("Transfer" if leaving == "un agent" else "")


@pytest.mark.parametrize("leaving", ["hangs up", "au revoir", "il y a le feu"])
def test_whoever_leaves_while_the_place_is_read_back_has_reported_it_as_they_said_it(leaving):
    call = harmless("un lampadaire en panne")
    call.says("en face du douze rue pasteur")
    assert call.asked.startswith("address.read_back")
    if leaving == "hangs up":
        call.hangs_up()
    else:
        call.says(leaving)
    report = opened(call)
    assert (report.street, report.place) == ("", "en face du douze rue pasteur")
    assert report.dangerous is (leaving == "il y a le feu")


def test_a_place_refused_with_a_mere_no_is_still_the_one_that_was_told():
    call = harmless("un lampadaire en panne")
    call.says("en face du douze rue pasteur")
    call.says("non")
    call.hangs_up()
    assert opened(call).place == "en face du douze rue pasteur"


def test_whoever_leaves_before_has_not():
    call = harmless("un dépôt sauvage")
    call.hangs_up()
    assert call.deeds(OpenReport) == []


def test_a_report_is_opened_only_once():
    call = calling("un lampadaire est tombé")
    call.says("oui")
    call.says("rue pasteur")
    call.says("oui")
    call.hangs_up()
    assert len(call.deeds(OpenReport)) == 1
    assert call.deeds(TakeMessage) == []


def test_the_usual_problems_are_also_keys():
    call = calling()
    call.is_silent()
    assert "1 pour un lampadaire" in call.is_silent()[0]
    assert call.presses("1")[0] == "D'accord, c'est pour une panne d'éclairage."


def test_another_problem_may_be_meant_in_the_middle():
    choice = Choice(slug="arbres", title="les arbres", service="voirie", score=0.9, spoken="Oui.")
    there = town(knows={"un arbre": AnswersFound(decision="answer", choices=(choice,))})
    call = harmless("signaler un tag", there)
    assert call.asked == "report.where"
    call.says("non pas un tag un arbre")
    assert "D'accord, c'est pour un arbre ou une branche." in call.said
    while call.asked:
        call.says({"report.where": "rue pasteur", "address.read_back": "oui"}.get(call.asked, "non"))
    assert opened(call).kind == "arbre"


def test_a_mere_yes_describes_nothing_and_is_asked_for_more():
    call = harmless("un dépôt sauvage rue pasteur")
    call.says("oui")
    assert call.says("oui") == [
        "Dites ce que vous voyez, par exemple : il clignote depuis lundi. Ou patientez."
    ]
    call.says("des pneus")
    call.says("non")
    assert opened(call).description == "un dépôt sauvage rue pasteur\ndes pneus"


@pytest.mark.parametrize("words", ["aucune idée", "je ne sais pas", "non c'est tout"])
def test_nothing_to_describe_is_not_written_down(words):
    call = harmless("un dépôt sauvage rue pasteur")
    call.says("oui")
    call.says(words)
    assert call.asked == "report.by_text"
    call.says("non")
    assert opened(call).description == "un dépôt sauvage rue pasteur"


def test_a_landline_given_for_texts_is_said_to_receive_none():
    call = harmless("un dépôt sauvage rue pasteur", caller="")
    call.says("oui")
    call.is_silent()
    call.says("oui")
    call.presses("0476123456")
    assert call.says("oui")[-1].startswith("Ce numéro ne reçoit pas de SMS.")
    call.presses("0698765432")
    call.says("oui")
    assert (opened(call).phone, opened(call).text_updates) == ("+33698765432", True)


def test_whoever_has_no_mobile_is_told_that_no_text_will_come():
    call = harmless("un dépôt sauvage rue pasteur", caller="")
    call.says("oui")
    call.is_silent()
    call.says("oui")
    for _ in range(2):
        call.presses("0476123456")
        call.says("oui")
    assert (
        "Sans numéro de portable, je ne peux pas vous envoyer de SMS. Votre signalement est noté."
        in call.said
    )
    assert not opened(call).text_updates


def test_going_back_is_going_back_one_question_and_loses_nothing():
    call = calling("signaler un lampadaire en panne")
    call.says("non")
    assert call.asked == "report.where"
    call.says("revenir")
    assert call.asked == "report.danger"
    call.says("non")
    call.says("devant le douze rue pasteur")
    call.says("oui")
    call.says("il clignote")
    assert call.asked == "report.by_text"
    call.says("revenir en arrière")
    assert call.asked == "report.describe"
    assert call.deeds(OpenReport) == []
    call.says("il clignote fort")
    call.says("non")
    assert opened(call).place == "devant le douze rue pasteur"
    assert opened(call).reference == "471290"


def test_giving_a_report_up_once_the_place_is_known_reports_all_the_same():
    call = calling("signaler un lampadaire en panne", town(reports=[SIMILAR]))
    call.says("non")
    call.says("devant le douze rue pasteur")
    call.says("oui")
    assert call.asked == "report.similar"
    call.says("retour au menu")
    assert call.result == "BackWanted"
    assert opened(call).kind == "eclairage"


def test_the_team_on_call_is_rung_at_once_for_a_danger_told_by_keys_alone():
    call = calling()
    call.presses("1")
    call.presses("1")
    call.says("rue pasteur")
    call.presses("1")
    assert call.asked == "Transfer"
    assert (opened(call).kind, opened(call).dangerous) == ("eclairage", True)


@pytest.mark.parametrize(
    "words", ["un fil électrique est tombé c'est dangereux", "le câble électrique est arraché rue pasteur"]
)
def test_a_danger_told_in_words_at_the_front_door_gets_the_questions_of_the_keys(words):
    call = PlayedCall(services=town())
    said = call.says(words)
    assert said[:2] == ["emergency.fire", "report.danger_next"]
    if call.asked == "report.where":
        call.says("rue pasteur")
    call.says("oui")
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert (report.kind, report.street, report.dangerous) == ("electricite", "rue Pasteur", True)
    assert call.transfer.service == ON_CALL


def test_somebody_hurt_by_a_cable_is_no_report():
    call = PlayedCall(services=town())
    assert call.says("quelqu'un est électrocuté par un câble électrique")[1] == "emergency.next"


def test_words_said_to_a_yes_or_no_question_describe_the_problem_and_it_is_asked_again():
    call = calling("un lampadaire en panne rue pasteur")
    assert call.asked == "report.danger"
    call.says("il est devant l'école")
    assert call.asked == "report.danger.no_match.1"
    call.says("non")
    call.says("oui")
    call.says("la rue est sombre")
    assert call.asked == "report.by_text"
    call.says("il clignote la nuit")
    assert call.asked == "report.by_text.no_match.1"
    call.says("oui")
    report = opened(call)
    assert report.text_updates
    assert report.description.splitlines()[-3:] == [
        "il est devant l'école",
        "la rue est sombre",
        "il clignote la nuit",
    ]


def test_a_danger_told_instead_of_yes_is_one():
    call = calling("un lampadaire rue pasteur")
    call.says("il va tomber sur les enfants")
    assert call.asked == "address.read_back"
    call.says("oui")
    assert opened(call).dangerous


def test_what_is_told_of_a_problem_known_already_is_no_refusal():
    call = calling("un lampadaire rue pasteur", town(reports=[SIMILAR]))
    call.says("non")
    call.says("oui")
    assert call.asked == "report.similar"
    call.says("les deux lampadaires du coin")
    assert call.asked == "report.similar.no_match.1"
    call.says("oui et depuis hier il y en a trois qui clignotent")
    call.says("non")
    (joined,) = call.deeds(JoinReport)
    assert "les deux lampadaires du coin" in joined.description
    assert joined.description.endswith("il y en a trois qui clignotent")


def test_a_question_answered_beside_is_not_asked_without_end():
    call = calling("un lampadaire rue pasteur")
    for words in ("non", "oui", "il est cassé"):
        call.says(words)
    call.says("blabla dans le vent")
    call.is_silent()
    assert call.asked == "report.by_text.no_input.2"
    call.is_silent()
    assert opened(call)


@pytest.mark.parametrize(
    "words", ["personne", "non personne", "il n'y a personne", "non non personne", "non y a personne"]
)
def test_nobody_in_danger_is_no_wish_to_speak_to_somebody(words):
    call = calling("un lampadaire rue pasteur")
    call.says(words)
    assert call.asked == "address.read_back"


def test_whoever_would_rather_give_no_mobile_number_says_no_thanks():
    call = calling("un lampadaire rue pasteur", caller=LANDLINE)
    for words in ("non", "oui", "il est cassé", "oui"):
        call.says(words)
    assert call.asked == "report.mobile"
    assert call.says("non merci")[0] == "C'est enregistré, et transmis au service."
    assert not opened(call).text_updates


def test_a_danger_that_names_no_known_thing_is_not_asked_to_be_named():
    call = calling("le mur du cimetière menace de s'effondrer")
    assert call.asked == "report.where"
    assert "report.what" not in [action.prompt for action in call.done if isinstance(action, Say)]


@pytest.mark.parametrize(
    "words",
    [
        "un arbre menace de tomber sur l'école",
        "une plaque d'égout a disparu un enfant pourrait tomber dedans",
    ],
)
def test_no_police_is_sent_for_to_a_tree_or_a_manhole(words):
    said = [action.prompt for action in calling(words).done if isinstance(action, Say)]
    assert "emergency.any" in said


def test_whoever_has_answered_stop_to_an_sms_is_not_asked_about_one():
    call = Played(
        lambda talk, started: report_issue(talk, started, "un lampadaire en panne"), town(), said_stop=True
    )
    call.says("non")
    call.says("douze rue pasteur")
    call.says("oui")
    call.says("il clignote")
    assert call.results == [True]
    assert not opened(call).text_updates


@pytest.mark.parametrize("words", ["je sais pas", "peut-être", "aucune idée"])
def test_whoever_does_not_know_of_a_danger_is_asked_again_and_nothing_is_noted(words):
    call = calling("un lampadaire rue pasteur")
    call.says(words)
    assert call.asked == "report.danger.no_match.1"
    for said in ("non", "oui", "il est cassé", "non"):
        call.says(said)
    assert words not in opened(call).description
