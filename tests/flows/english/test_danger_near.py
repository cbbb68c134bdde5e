"""What happens to somebody near, told in English as callers tell it; what only sounds like it."""

import pytest

from flows.english.danger import cries_danger
from flows.tongues import tongue_of
from tests.flows.emergencies.told import is_emergency

TOLD = {
    "police": """
someone is breaking into my house
somebody is trying to get into my flat
there's a man in my garden
a man is following me
a man is following my daughter
my daughter didn't come home from school
my son is missing
we can't find my little boy
i found a little girl on her own in the street
an old man is lost in the street in his pyjamas
an old lady is wandering on the road
my mother has dementia and she's wandered off
my bag has just been stolen
someone just stole my phone and ran off
i heard gunshots
a man is waving a knife
a man is taking pictures of the children
a strange man is bothering kids outside the school
he's back he's banging on my door
""",
    "violence": """
my husband beats me
my husband hits me
my boyfriend hit me again
i'm a battered wife
i've been raped
""",
    "medical": """
my grandfather fell and can't get up
my mother slipped in the bathroom she can't move
a cyclist just fell off his bike
my daughter drank bleach
my son swallowed a battery
my baby has swallowed something
i'm pregnant and i have a terrible stomach ache
my wife is having contractions
the baby is coming
my neighbour hasn't answered for three days
nobody has seen my old neighbour since monday
my tongue is swelling
my son was stung and he's swelling up
my son can't breathe properly
boiling water spilled on my daughter
a dog bit my son in the face
he's hit his head and he's vomiting
my husband is not waking up
""",
    "fire": """
i smell gas
the roof has blown off
the ceiling has collapsed
i'm locked in the toilets at the town hall
we're stuck in the lift
flames are coming out of the roof
a car is in the river
my carbon monoxide alarm is going off
""",
    "any": """
a car is in the ditch
a lorry has turned over
a bus hit a wall
i can't take it anymore help me
""",
    "distress": """
i want to disappear
i'm going to do something stupid
i don't want to be here anymore
everyone would be better off without me
""",
}
NOT_TOLD = """
i fell in love and want to get married
my son is missing his school bag
my passport is missing
my son is missing school today
i lost my bag
my bike was stolen last week
i broke my leg last year
can i bring my dog
a dog barks all night
someone is building next door without a permit
there's a man at the reception
i'm pregnant and i need a nursery place
my wife is pregnant
my husband works abroad
the baby is coming in march which papers
where do i take old batteries
where can i throw bleach
my daughter didn't get a place at school
my daughter didn't come to the canteen
my neighbour hasn't cut his hedge
my neighbour hasn't answered my letter
the gas bill is too high
who do i call for gas
the toilets are closed
the town hall is closed
my car is in the car park
a car is blocking my drive
the roof of my shed needs a permit
i want to change my roof
a street light is out
the lift is broken
there is a hole in the road
i'm stuck with this form
i'm locked out of my account
i don't want to be on the list anymore
i don't want to be here all day
it's killing me
i can't take the bus anymore
my mother needs home help
""".strip().splitlines()


@pytest.mark.parametrize(
    ("kind", "words"),
    [(kind, words) for kind, told in TOLD.items() for words in told.strip().splitlines()],
)
def test_somebody_in_danger_near_the_caller_is_told_the_right_number_in_english(kind, words):
    assert is_emergency(words, "en")
    assert tongue_of("en").emergency_kind(words) == kind


@pytest.mark.parametrize("words", NOT_TOLD)
def test_an_errand_that_holds_the_same_words_is_none_in_english(words):
    assert not is_emergency(words, "en")


@pytest.mark.parametrize("words", ["i smell gas", "someone is breaking into my house", "i heard gunshots"])
def test_english_told_to_a_line_that_speaks_french_is_heard(words):
    assert cries_danger(words)
