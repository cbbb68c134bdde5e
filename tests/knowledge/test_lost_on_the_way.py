"""Who cannot find the town hall has lost nothing, and a death told shortly is one."""

import pytest

from tests.knowledge.understood import demonstration


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("je suis perdu je trouve pas la mairie avec mon gps", "horaires-contact-mairie"),
        ("je cherche la mairie je suis perdu dans le village", "horaires-contact-mairie"),
        ("j'arrive avec le gps là mais je trouve pas c'est quelle rue la mairie", "horaires-contact-mairie"),
        ("il est mort", "declaration-deces"),
        ("j'ai perdu mes clés à la mairie", "objets-trouves"),
        ("j'ai trouvé un portable devant la mairie", "objets-trouves"),
    ],
)
def test_the_article_is_the_one_that_is_meant(words, slug):
    assert demonstration().match(words).candidates[0].slug == slug
