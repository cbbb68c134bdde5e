"""Yes and no as they are said on the telephone, lower case and without punctuation."""

import pytest

from flows.understand import yes_or_no

YES = """ouais|ouais ouais|oué|ouep|yes|yep|bah oui|ben oui|ah bah oui|mais oui|oh oui|si si|si c'est ça|mm mm
|hm hm|c'est exact|tout à fait exact|c'est correct|c'est juste|c'est bon|c'est bon merci|c'est cela même
|c'est le bon
|c'est la bonne|c'est moi|c'est bien le mien|oui c'est bien mon numéro|vous avez raison|ça marche|ça me va
|ça me convient|ça va|très bien|nickel|super|impeccable|parfait|dac|ok d'accord|va pour ça|allons y
|je confirme
|carrément|grave|je crois|je crois bien|je pense que oui|il me semble|sans doute|en effet|naturellement
|s'il vous plaît|oui s'il vous plaît|pas de problème|oui pas de souci|oui mais plus tard|oui voilà parfait
|c'est le même|c'est le même je crois|le même oui|c'est pareil|c'est celui-là"""
NO = """je crois pas|je ne crois pas|je pense pas|je ne pense pas|absolument pas|certainement pas|sûrement pas
|pas vraiment|pas vraiment non|pas exactement|pas trop|pas tellement|pas forcément|pas spécialement
|toujours pas
|pas encore|pas pour moi|pas d'accord|je suis pas d'accord|non je suis pas d'accord|c'est faux|c'est inexact
|c'est pas exact|c'est pas bon|c'est pas juste|c'est pas ça du tout|ça va pas|ça ne va pas|ça me va pas
|ça m'arrange pas|ça ne me convient pas|je préfère pas|je ne veux pas|c'est pas nécessaire|inutile|que nenni
|vous vous trompez|vous vous êtes trompé|il y a une erreur|c'est une erreur|erreur|hors de question|je refuse
|une autre fois|no|nope|ah bah non|ben non|mais non|bof|non c'est pas mon numéro
|pas le même|c'est pas le même|non un autre"""
NEITHER = """ça dépend|oui et non|si possible mardi|si vous voulez|si c'est possible demain|bien le bonjour
|allez vous
|juste une question|peut-être|pourquoi|comment ça|je sais pas|pas mal|la même rue"""


def spoken(words: str) -> list[str]:
    return [entry.strip() for entry in words.replace("\n", "").split("|")]


@pytest.mark.parametrize("words", spoken(YES))
def test_a_yes_is_a_yes_however_it_is_said(words):
    assert yes_or_no(words) is True


@pytest.mark.parametrize("words", spoken(NO))
def test_a_no_is_a_no_however_it_is_said(words):
    assert yes_or_no(words) is False


@pytest.mark.parametrize("words", spoken(NEITHER))
def test_what_is_neither_is_not_guessed(words):
    assert yes_or_no(words) is None
