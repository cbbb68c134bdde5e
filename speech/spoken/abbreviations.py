"""Abbreviations and acronyms."""

from __future__ import annotations

import re

from speech.spoken.lexicon import alternatives, lexicon, spell

LONGEST_ACRONYM = 9
"""Letters beyond which capitals are a word."""

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_LETTER = r"[^\W\d_]"
_DOTTED_ACRONYM = re.compile(rf"\b(?:[{_CAPITAL}]\.){{2,}}(?!{_LETTER})")
_SHORT = re.compile(rf"(?<![\w-])({alternatives(lexicon().short)})(?![\w-]|\.\w)")
_POINTED = re.compile(rf"(?<![\w.-])({alternatives(lexicon().abbreviations)})", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(
    rf"(?<![\w.-])({alternatives(lexicon().before_number)}) ?(?=\d|[LRDA]\.?[ \d])", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(rf"(\d\S{{0,4}} )({alternatives(lexicon().after_number)})")
_FOLDED = {short.lower(): words for short, words in lexicon().abbreviations.items()}
_SIR = re.compile(rf"\bM\. (?=[{_CAPITAL}]|l[ea'] ?|de |et M(?:me|lle))")
_LAW = re.compile(r"\b([LRDA])\.? ?(?=\d{3,4}-\d)(\d+)-(\d+)")
_COUNTDOWN = re.compile(r"\bJ ?- ?(?=\d)")
_MASTER = re.compile(rf"\bMe (?=[{_CAPITAL}]{_LETTER})")
_SAINT = re.compile(rf"\b(S)t(e?)[- ](?=[{_CAPITAL}])")
_STREET = re.compile(rf"(?<=\d )r\. (?=[{_CAPITAL}]|d[eu']|des )")
_CAPITALS = re.compile(rf"(?<![{_CAPITAL}'-])[{_CAPITAL}]{{2,}}(?:[' -][{_CAPITAL}]{{2,}}){{2,}}\b")
_ACRONYM = re.compile(rf"\b([{_CAPITAL}]{{2,}})(i|s)?\b")
_SINGLE = re.compile(r"\b([B-DF-HJ-NP-TV-XZE])\b(?!')")

_ONSETS = (
    "bl|br|ch|cl|cr|dr|fl|fr|gl|gn|gr|ph|pl|pr|ps|qu|sc|sk|sl|sm|sn|sp|st|th|tr|vr|str|scr|spr"
    "|[b-df-hj-np-tv-z]"
)
_VOWELS = "[aeiouyà-ÿ]+"
_CODAS = "[b-df-hj-np-tv-z]{0,2}"
_PRONOUNCEABLE = re.compile(rf"(?:{_ONSETS})?{_VOWELS}(?:{_CODAS}(?:{_ONSETS}){_VOWELS})*{_CODAS}")


def abbreviations(text: str) -> str:
    """Mme -> "madame", bd -> "boulevard", M. Martin -> "monsieur Martin", "S.N.C.F." -> "SNCF"."""
    text = _DOTTED_ACRONYM.sub(lambda found: found[0].replace(".", ""), text)
    text = _COUNTDOWN.sub("J moins ", text)
    text = _SIR.sub("monsieur ", text)
    text = _MASTER.sub("maître ", text)
    text = _SAINT.sub(r"\1aint\2-", text)
    text = _STREET.sub("rue ", text)
    words = lexicon()
    text = _BEFORE_NUMBER.sub(lambda found: f"{words.before_number[found[1].lower()]} ", text)
    text = _LAW.sub(r"\1 \2 tiret \3", text)
    text = _AFTER_NUMBER.sub(lambda found: found[1] + words.after_number[found[2]], text)
    text = _POINTED.sub(_pointed, text)
    return _SHORT.sub(lambda found: lexicon().short[found[1]], text)


def acronyms(text: str) -> str:
    """CAF -> "caf", PLU -> "pé-elle-u", CNI -> "carte d'identité"; a line in capitals is read as words."""
    text = _CAPITALS.sub(_lower_unless_acronyms, text)
    text = _ACRONYM.sub(lambda found: _acronym(found[1], found[2] or ""), text)
    return _SINGLE.sub(lambda found: spell(found[1]), text)


def _pointed(found: re.Match[str]) -> str:
    """The abbreviation's words, and a stop where the point of "etc." also ended the sentence."""
    words = _FOLDED[found[1].lower()]
    after = found.string[found.end() :]
    ends = found[1].lower() == "etc." and (not after.strip() or re.match(rf" [{_CAPITAL}]", after))
    return f"{words}." if ends else words


def _lower_unless_acronyms(found: re.Match[str]) -> str:
    """Three or more words in capitals are a shout, not acronyms, unless all of them are known ones."""
    words = re.findall(rf"{_LETTER}+", found[0])
    if all(word in lexicon().acronyms or word in lexicon().spelled for word in words):
        return found[0]
    return found[0].lower()


def _acronym(letters: str, ending: str) -> str:
    known = lexicon().acronyms.get(letters)
    if known:
        return known
    if letters in lexicon().small_words and not ending:
        return letters.lower()
    looks_like_a_word = len(letters) > LONGEST_ACRONYM or (
        len(letters) > 3 and _PRONOUNCEABLE.fullmatch(letters.lower())
    )
    if looks_like_a_word and letters not in lexicon().spelled:
        return letters.lower() + ending
    # The plural of letters is silent; the small i of PLUi is one more letter.
    return spell(letters + ending) if ending == "i" else spell(letters)
