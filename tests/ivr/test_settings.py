"""mairie.toml and the environment: checked once, with the line and the remedy."""

from pathlib import Path

import pytest

from ivr.settings import SettingsError, line_of, load_settings

ROOT = Path(__file__).parents[2]
SHIPPED = (ROOT / "mairie.toml").read_text(encoding="utf-8")


@pytest.fixture
def toml(tmp_path):
    def write(old="", new=""):
        assert old in SHIPPED
        path = tmp_path / "mairie.toml"
        path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def test_the_demonstration_commune_is_valid(toml):
    settings = load_settings(toml(), environ={})
    assert settings.town.name == "Valmont-sur-Isère"
    assert settings.services["accueil"].agents


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('mode = "stream"', 'mode = "strem"', r"ligne \d+, line\.mode : 'strem' n'est pas admis"),
        ('phone = "04 65 71 00 00"', "phone = 4", r"town\.phone : 4 doit être un texte"),
        ('switchboard = "+33465710000"', 'switchboard = "12"', r"n'est pas un numéro de téléphone"),
        ('switchboard = "+33465710000"', "", r"switchboard : cette valeur manque"),
        ('"08:30-12:00", "13:30-17:30"', '"12:00-08:30"', r"hours\.mairie\.monday\.0 .* plage horaire"),
        ('"http://127.0.0.1:8080"', '"ma-mairie.fr/voix"', r"n'est pas une adresse complète"),
        ('mode = "stream"', 'proxies = ["nginx"]', r"line\.proxies\.0 : 'nginx' n'est pas une adresse de"),
        ('hours = "urbanisme"', 'hours = "urba"', r"Ajoutez une section \[hours\.urba\]"),
        ("last = 2026-12-26", "last = 2026-12-06", r"finit \(2026-12-06\) avant de commencer"),
        ("last = 2026-12-26", 'last = "26/12/2026"', r"n'est pas une date"),
        ("[town]", "[town", r"ligne \d+ : ce n'est pas du TOML"),
        ("max_call_minutes = 30", "max_call_minutes = 0", r"0 est trop petit"),
        ("max_call_minutes = 30", "max_minutes = 30", r"ce nom n'est pas connu"),
        ("[services.accueil]", "[services.hall]", r"le service accueil manque"),
        ('service = "etat-civil"', 'service = "titres"', r"Ajoutez une section \[services\.titres\]"),
        ('desk = "titres"', 'desk = "papiers"', r"Ajoutez une section \[desks\.papiers\]"),
        ("duration_minutes = 20", "", r"carte-identite\.duration_minutes : cette valeur manque"),
        ("duration_minutes = 20", "duration_minutes = 1", r"1 est trop petit ; au moins 5"),
        ("counters = 2", "counters = 0", r"desks\.titres\.counters : 0 est trop petit"),
        ('"09:00-12:00", "14:00-18:40"', '"9h"', r"titres\.hours\.thursday\.0 : .* plage horaire"),
        ('words = ["passeport", "passeports"]', "words = []", r"il faut au moins une valeur"),
        ("survey = false", 'survey = "non"', r"line\.survey : 'non' doit être true ou false"),
        ("around_the_clock = true", "around_the_clock = 24", r"24 doit être true ou false"),
        ('time_zone = "Europe/Paris"', 'time_zone = "Paris"', r"n'est pas un fuseau horaire"),
    ],
)
def test_each_mistake_is_explained(toml, old, new, expected):
    with pytest.raises(SettingsError, match=expected):
        load_settings(toml(old, new), environ={})


def test_several_mistakes_are_told_at_once(toml):
    path = toml('mode = "stream"', 'mode = "x"\nunknown = 1')
    with pytest.raises(SettingsError) as raised:
        load_settings(path, environ={})
    assert len(str(raised.value).splitlines()) == 3


def test_a_missing_file_says_what_to_copy(tmp_path):
    with pytest.raises(SettingsError, match="Copiez le fichier"):
        load_settings(tmp_path / "none.toml", environ={})


def test_the_environment_decides_what_belongs_to_the_machine(toml, tmp_path):
    secret = tmp_path / "token"
    secret.write_text("abc\n")
    settings = load_settings(
        toml(),
        environ={
            "STANDARDISTE_PUBLIC_URL": "https://voix.valmont.example",
            "STANDARDISTE_VAR": str(tmp_path),
            "STANDARDISTE_TWILIO_AUTH_TOKEN_FILE": str(secret),
            "STANDARDISTE_TWILIO_ACCOUNT_SID": "AC1",
        },
    )
    assert settings.line.public_url == "https://voix.valmont.example"
    assert settings.provider.tokens() == ["abc"]
    assert settings.var == tmp_path


def test_a_proxy_is_believed_on_this_machine_once_the_line_is_public_or_where_it_is_named(toml):
    assert load_settings(toml(), environ={}).line.trusted_proxies == ()
    public = {"STANDARDISTE_PUBLIC_URL": "https://voix.valmont.example"}
    assert load_settings(toml(), environ=public).line.trusted_proxies == ("127.0.0.0/8", "::1")
    named = toml('mode = "stream"', 'proxies = ["10.0.0.5"]')
    assert load_settings(named, environ={}).line.trusted_proxies == ("10.0.0.5",)


def test_two_tokens_live_side_by_side_while_one_is_replaced(toml):
    settings = load_settings(toml(), environ={"STANDARDISTE_TWILIO_AUTH_TOKEN": "new, old"})
    assert settings.provider.tokens() == ["new", "old"]


def test_a_secret_is_never_shown(toml):
    settings = load_settings(toml(), environ={"STANDARDISTE_TWILIO_AUTH_TOKEN": "hush"})
    assert "hush" not in repr(settings)


def test_an_unreadable_secret_file_fails_loudly(toml):
    with pytest.raises(SettingsError, match="ne peut pas être lu"):
        load_settings(toml(), environ={"STANDARDISTE_TWILIO_AUTH_TOKEN_FILE": "/no/such/file"})


def test_lines_are_found_in_tables_and_arrays():
    source = "a = 1\n[b]\nc = 2\n[[d]]\ne = 3\n[[d]]\ne = 4\n"
    assert line_of(source, ("a",)) == 1
    assert line_of(source, ("b", "c")) == 3
    assert line_of(source, ("d", 1, "e")) == 7
    assert line_of(source, ("b", "missing")) == 2
    assert line_of(source, ("nowhere",)) is None


MAIL = '[mail]\nhost = "127.0.0.1"\nfrom = "ligne@valmont.example"\n[town]'


def test_the_mail_password_comes_from_the_environment_and_is_never_shown(toml):
    settings = load_settings(toml("[town]", MAIL), environ={"STANDARDISTE_SMTP_PASSWORD": "secret"})
    assert settings.mail.password.get_secret_value() == "secret"
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "[town]",
            MAIL.replace("ligne@", "ligne"),
            r"mail\.from : 'lignevalmont\.example' n'est pas une adresse",
        ),
        ("[town]", MAIL.replace("from", "form"), r"mail\.form : ce nom n'est pas connu"),
        ("[town]", MAIL.replace("[town]", 'password = "x"\n[town]'), r"n'a pas sa place dans mairie\.toml"),
        (
            "[town]",
            MAIL.replace("127.0.0.1", "smtp.example").replace("[town]", 'tls = "none"\nuser = "l"\n[town]'),
            r"le mot de passe du courrier partirait en clair",
        ),
        (
            'hours = "urbanisme"',
            'email = "urba"',
            r"services\.urbanisme\.email : 'urba' n'est pas une adresse",
        ),
    ],
)
def test_each_mistake_about_mail_is_explained(toml, old, new, expected):
    with pytest.raises(SettingsError, match=expected):
        load_settings(toml(old, new), environ={})


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ('fallback = "voiries"', r"'voiries' n'existe pas"),
        ('ring = "ensemble"', r"services\.etat-civil\.ring : 'ensemble' n'est pas admis"),
    ],
)
def test_each_mistake_about_who_is_rung_is_explained(toml, new, expected):
    with pytest.raises(SettingsError, match=expected):
        load_settings(toml('ring = "in_turn"', new), environ={})
