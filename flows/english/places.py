"""English around a place: what is said before and after a street, and how either is corrected."""

from __future__ import annotations

from flows.collect.said_address import AddressWords
from flows.collect.said_correction import CorrectionWords

ADDRESS = AddressWords(
    joins="of|in|on|on the|in the",
    numbered="(?:at|near|outside|opposite|in front of|it s|it is)(?: number)?|number",
    # "La République" begins with the French article of the street's own name.
    leads="it s|it is|i live|i m|i am|we re|we are|that s|at|in|on|the|my address|the address|is|well|no|yes"
    "|er|um|rather|just|number|la|le|les|l",
    number_trails="rather|actually|sorry|please|i think|instead",
    unfindable="(?:my|our|the|this|a) (?:place|house|home|street|road|lane|avenue|building|garden|yard|gate"
    "|door|garage|window|village|town|neighbourhood|pavement)|home|here|there|it s|well|er|um|outside"
    "|in front|behind|next to|near|opposite|at|in|on|of|by|just|where i live|i live",
    town_hall="town hall|city hall",
    number_leads="it s|it is|it was|that s|at|the|number|rather|no|but",
    left_out=r"in front|outside|opposite|next to|near|close to|behind|between|by the|at the|on the|just"
    r"|building|flat|apartment|floor|since|there s|there is|it s|it is|and the|and it"
    r"|and (?:rue|route|avenue|place|boulevard|chemin)|\d{5}|please|thanks"
    r"|thank you",
    asks_where="tell me (?:where|the (?:place|street|address))",
    somewhere=r"in front|behind|next to|near|opposite|outside|at the|on the|at \d|at number"
    r"|in (?:the|my|our) ",
    near="in front of|behind|next to|near|opposite|outside|close to|across from|at the corner"
    "|at the end|beside|by the",
    landmarks="school|nursery|town hall|church|chapel|cemetery|graveyard|station|stadium|gym|swimming pool"
    "|pool|car park|parking lot|park|square|garden|market|supermarket|bakery|butcher|pharmacy"
    "|chemist|post office|bank|restaurant|cafe|bar|shop|building|estate|district|centre|center"
    "|village|bridge|tunnel|roundabout|crossroad|junction|bus stop|hospital|clinic|fire station"
    "|library|forest|wood|river bank|lake|pond|canal|fountain|monument|statue|factory"
    "|playing field|theatre|cinema|farm|castle|museum|police station|playground",
    kinds_after=(
        ("street", "rue"),
        ("road", "route"),
        ("avenue", "avenue"),
        ("square", "place"),
        ("boulevard", "boulevard"),
        ("lane", "chemin"),
    ),
    french_after=r"(?!(?:near|next|at|in|on|by|and|is|it|it s|since|opposite|outside|behind|between|close"
    r"|corner|number|please|now|today|yesterday|there|where|which|that|just|has|was|are|the|to|from|for|with"
    r"|because|thanks|thank)\b)[a-z]+",
    no_name="my|our|this|that|your|his|her|their|a|an|and|or|whole|every|same|other|next|wrong|each|one|is|are"
    "|was|has|main|with|from|to|down|up|across|along|into|off|it|there|here|i|we|you|live|lives|between|by"
    "|for|about|report|busy|narrow|small|big|two|three|some|any|all|no|yes|not|blocks?|blocking|closed|wet"
    "|icy|no|well|it s|that s|there s|corner|hole|pothole|lamp|light|lights|tree|please",
    no_kind="lights?|lamps?|lighting|lanterns?|signs?|works?|surface|sweepers?|cleaners?|cleaning",
    taken_back="(?:oh |er )?no(?: sorry| wait)?|sorry|rather|i mean|actually",
    ends="that|which|it|but|because|since|there|i|i ve|i m|we|we ve|when|now|today|yesterday"
    "|is|isn|are|aren|was|were|has|hasn|have|does|doesn|keeps|needs|stopped",
    nowhere="in the dark|in the night|at the moment|on the ground|in the middle of the night",
    introduced="in|front|of|on|the|at|outside|opposite|behind|next|to|near|corner|number|by|end",
)

CORRECTION = CorrectionWords(
    hesitations="ah|oh|er|um|well|wait|but|yes",
    marks="no|pardon|sorry|actually|in fact|i was wrong|i made a mistake|my mistake|correction|rather|i meant"
    "|i mean|that s not right",
    introduces="it s|it is|it was|rather|but|i meant|i mean",
    turns="it s|it is|it was|but|rather",
    denies="it s|it is|it was|it|that s|that",
    nots="not|isn t|wasn t",
    number_nots="not|no",
    joins="and|but",
    before_number="at|number|the",
    also="also|as well|too",
)
