"""Problems told as they happen, without a word of reporting: "une voiture bloque ma sortie de garage"."""

from __future__ import annotations

import re

from flows.collect.problem import problem_in
from flows.collect.words import bare

_VEHICLES = (
    r"(?:voitures?|bagnoles?|vehicules?|camions?|camionnettes?|fourgons?|fourgonnettes?|utilitaires?"
    r"|poids lourds?|camping cars?|remorques?|scooters?|motos?|trottinettes?|caravanes?)"
)
_BLOCKS = (
    rf"(?:{_VEHICLES}"
    r"|branches?|arbres?|bennes?|gravats|encombrants)"
)
_HAPPENS = {
    "fr": re.compile(
        rf"(?<!\bma )(?<!\bmon )(?<!\bnotre )\b{_BLOCKS} (?:\w+ ){{0,4}}?"
        r"(?:bloque|gene|empeche|obstrue|barre)(?:nt)? \w"
        r"|\b(?:garee?s?|stationnee?s?|(?:se )?gare|stationne(?:nt)?) (?:\w+ ){0,3}?(?:devant|sur)"
        r" (?:mon|ma|notre|le|la|un|une) (?:\w+ )?(?:garage|portail|sortie|entree|bateau|trottoir"
        r"|passage pieton|place handicapee?)\b"
        rf"|(?<!\bma )(?<!\bmon )(?<!\bnotre )\b{_VEHICLES} (?:(?:est|sont|reste|qui|mal|encore|toujours) )*"
        r"(?:plante|pose|arrete|laisse|mis|colle)e?s? (?:\w+ ){0,3}?"
        r"(?:devant|sur|contre|dans|en travers|au milieu) "
        rf"|\by a (?:\w+ )?(?:une?|des|deux) (?:\w+ )?{_VEHICLES} (?:\w+ ){{0,3}}?devant"
        r" (?:mon|ma|notre|chez (?:moi|nous))\b"
        r"|(?<!\bmon )(?<!\bnotre )\bchiens? (?:\w+ ){0,2}?"
        r"(?:errants?|en liberte|sans maitre|sans laisse|abandonnes?|(?:se promene|traine)(?:nt)? seuls?)\b"
        r"|(?<!\bma )(?<!\bmon )(?<!\bnotre )\b(?:voitures?|vehicules?|camions?|scooters?|motos?|caravanes?)"
        r" (?:\w+ ){0,3}?(?:ventouses?|abandonnee?s?)\b|\b(?:une|des|cette) epaves?\b"
        r"|(?<!\bma )(?<!\bmon )(?<!\bnotre )\b(?:voitures?|vehicules?|camions?|scooters?|caravanes?)"
        r" (?:\w+ ){0,4}?bouge\w* (?:pas|plus)\b"
        r"|(?<!\bmon )(?<!\bma )\b(?:chiens?|chats?|oiseaux?|renards?|chevreuils?|sangliers?"
        r"|herissons?|animal"
        r"|animaux|rats?|pigeons?|betes?) (?:mort|ecrase|creve|renverse)(?:e?s?)"
        r" (?:sur|dans|devant|au|a|en|rue|avenue|place) "
        r"|\b(?:nids?|essaims?) (?:de |d )(?:frelons?|guepes?|abeilles?)\b"
        r"(?!.*\b(?:mon|ma|mes|notre|nos|chez (?:moi|nous))\b)"
        r"|\b(?:la|le|les|ma|notre|une?) (?:route|rue|trottoir|chaussee|place|pont|escalier|parking)s?"
        r" (?:\w+ ){0,3}?(?:est|sont) (?:\w+ )?"
        r"(?:verglace|enneige|gele|glissant|inonde|defonce|effondre|affaisse)e?s?\b"
        r"(?! de (?:monde|gens|touristes|soleil|lumiere|voitures))"
        r"|\b(?:font|fait|faire|des|du|un) (?:du |des |un )?rodeos?\b"
        r"|\bgens du voyage (?:\w+ ){0,3}?(?:install|occup|camp|squatt|arriv|se sont mis|s installe)\w*"
        r"|\b(?:squatte|dealent|deale)(?:nt)?\b"
        r"|\b(?:voisins?|voisine|quelqu un|proprietaire|il|ils|elle) (?:\w+ ){0,4}?"
        r"(?:constru\w+|bati\w*|eleve|monte|agrandi\w*|fait) (?:\w+ ){1,5}?"
        r"sans (?:permis|autorisation|declaration|rien demander)\b"
        r"|\bbrule(?:nt)? (?:\w+ ){0,2}?(?:dechets|ordures|detritus|vegetaux|herbes|plastiques?"
        r"|pneus|feuilles)\b"
        r"|\bl eau (?:qui )?(?:coule|monte|sort|deborde|jaillit|ruisselle|remonte|rentre) (?:\w+ ){0,2}?"
        r"(?:dans (?:la|les|nos|toute la) (?:rue|rues|route|caves?|maisons?|garages?)|sur|devant)\b"
        r"|\b(?:la|les|nos) caves? (?:est|sont) (?:\w+ )?inonde"
        r"|\b(?:on|ils?|elles?|quelqu un|jeunes|gamins|gosses) (?:a|ont) (?:casse|tague|vandalise"
        r"|arrache|defonce"
        r"|detruit|renverse) (?:l|le|la|les|un|une|des|tous les|toutes les) (?:\w+ )?(?:abribus"
        r"|bancs?|lampadaires?"
        r"|panneaux?|poubelles?|barrieres?|arbres?|jeux|grilles?|murs?|vitres? d)\b"
        r"|\b(?:on|ils?|elles?|quelqu un|jeunes|gamins) (?:m |nous )?(?:a|ont) (?:tague|graffite|barbouille)"
        r" (?:l|le|la|les|un|une|mon|ma|mes|notre|nos|tout\w*) "
        r"|\b(?:egouts?|canalisations?|eaux? usees?) (?:\w+ ){0,2}?(?:refoul|remont)\w*"
        r"|\b(?:plus|pas) (?:de |d )(?:feux?|lumiere|eclairage|lampadaires?) (?:\w+ ){0,2}?"
        r"(?:au|a l|a la|dans (?:la|ma|notre|le)|sur (?:la|le)|rue|avenue|place)"
        r" (?:carrefour|croisement|intersection|rue|quartier|place|parking|rond point|avenue)\b"
        r"|\b(?:voisins?|voisines?|quelqu un|gens|locataires?|ils?|elles?|commercants?|restaurant)"
        r" (?:\w+ ){0,3}?(?:laisse|met|jette|depose|abandonne|balance|entasse)(?:nt)? (?:toujours |encore )?"
        r"(?:ses|leurs?|des|son|sa|un tas de) (?:\w+ )?"
        r"(?:poubelles?|ordures|dechets|encombrants|sacs?|gravats|meubles|cartons|detritus) (?:\w+ ){0,3}?"
        r"(?:sur|dans|devant|derriere|au|chez) "
        r"|(?<!\bma )(?<!\bmon )(?<!\bnotre )\b(?:bennes?|conteneurs?|containers?|corbeilles?"
        r"|poubelles? (?:publiques?|d[eu]))"
        r" (?:\w+ ){0,4}?(?:pleine?s?|deborde(?:nt)?)\b"
        r"|\b(?:huile|gasoil|gravillons?) (?:\w+ )?sur la (?:chaussee|route|rue)\b"
        r"|\bcaddies? (?:\w+ ){0,3}?(?:dans|sur|devant|abandonne\w*)\b"
        r"|\bfeux (?!d artifice|de foret|de camp)(?:\w+ ){0,4}?"
        r"(?:clignot\w+|eteints?|en panne|(?:ne )?(?:marche|fonctionne)nt (?:pas|plus))\b"
        r"|\bfeu (?!d artifice|de foret|de camp|arriere|avant|stop|m[oa]n? |notre |sa |son )(?:\w+ ){0,3}?"
        r"(?:clignot\w+|en panne|eteint|bloque|casse|(?:ne )?(?:marche|fonctionne) (?:pas|plus))\b"
        r"|\b(?:on|ils?|quelqu un|des gens|un voisin|les voisins|un camion) (?:a|ont|vient de|viennent de) "
        r"(?:encore )?(?:jete\w*|depose\w*|laisse\w*|abandonne\w*|decharge\w*|deverse\w*|balance\w*|vide\w*)"
        r" (?:(?!mes |mon |ma |nos |notre )\w+ ){0,4}?"
        r"(?:matelas|frigos?|meubles?|gravats|canapes?|sacs?|ordures|dechets|pneus|encombrants"
        r"|detritus|lave linge|machine a laver|bidons?|amiante|caddies?)\b"
        r"(?! (?:a la decheterie|jaunes?|pour le tri|de tri|de vetements|au relais))"
        r"|\b(?:on|ils?|quelqu un|des gens) (?:m )?(?:a|ont) (?:vole|enleve|retire|pris) (?:la|une|les|des) "
        r"(?:plaques?|grilles?|tampons?)\b(?! d immatriculation| mineralogique"
        r"| d(?:e|u|es)(?: la| ma| mon| mes| notre| nos| sa| son)? (?:voitures?|auto|moto|scooter|remorque"
        r"|cabinet|maison|tombe|barbecue|cheminee)\b)"
        r"|(?<!\bma )(?<!\bmon )(?<!\bmes )\b(?:poubelles?|conteneurs?|containers?|bancs?|jeux|abribus"
        r"|toilettes publiques) (?:\w+ ){0,3}?(?:brulee?s?|calcinee?s?|fondue?s?|vandalisee?s?"
        r"|saccagee?s?|degradee?s?)\b(?! hier)"
        r"|\b(?:bouches?|egouts?|regards?|avaloirs?|trous?) (?:\w+ ){0,3}?sans (?:\w+ )?"
        r"(?:plaque|couvercle|grille|tampon|protection)s?\b"
        r"|(?<!\bma )\btrottinettes? (?:\w+ ){0,3}?(?:traine|gene|abandonne|au milieu|sur le trottoir)"
        r"|\b(?:panneaux?|poteaux?|potelets?|barrieres?|lampadaires?|bancs?|grilles?|miroirs?) (?:\w+ ){0,8}?"
        r"(?:par terre|au sol|couchee?s?|tordue?s?|pliee?s?|arrachee?s?)\b"
    ),
    "en": re.compile(
        r"(?<!\bmy )(?<!\bour )\b(?:car|van|truck|lorry|vehicle|motorbike|scooter)s? (?:\w+ ){0,3}?"
        r"(?:blocking|blocks?|obstructing)\b"
        r"|\bparked (?:\w+ ){0,3}?(?:in front of|across|outside|on) (?:my|our|the) (?:\w+ )?"
        r"(?:garage|driveway|drive|gate|entrance|pavement|sidewalk|crossing)\b"
        r"|\b(?:stray|loose) dogs?\b|\bdogs? (?:\w+ ){0,2}?(?:loose|off the lead|wandering|running free)\b"
        r"|\babandoned (?:\w+ )?(?:car|van|truck|vehicle|motorbike|scooter|caravan)s?\b"
        r"|(?<!\bmy )(?<!\bour )\b(?:car|van|vehicle|scooter|caravan)s? (?:\w+ ){0,4}?(?:abandoned"
        r"|hasn t moved"
        r"|not moved)\b"
        r"|\b(?:hornets?|wasps?|bees?) (?:nest|swarm)s?\b|\bnests? of (?:hornets|wasps)\b"
        r"|\b(?:road|street|pavement|steps|bridge) (?:is|are) (?:\w+ )?(?:icy|frozen|slippery)\b"
        r"|\btravellers (?:\w+ ){0,3}?(?:moved|camp|park|occup|settl)\w*"
        r"|\b(?:neighbou?rs?|somebody|someone|he|they) (?:\w+ ){0,3}?(?:built|building|builds|put up) "
        r"(?:\w+ ){1,5}?without (?:a permit|permission|planning)\b"
        r"|\bdead (?:dog|cat|bird|fox|deer|boar|animal|rat|pigeon)s? (?:on|in|by|outside|at) "
        r"|\b(?:neighbou?rs?|someone|somebody|man|people|he|they) (?:\w+ ){0,2}?burn(?:s|ing)? (?:\w+ ){0,2}?"
        r"(?:waste|rubbish|garbage|trash|leaves|plastics?|tyres|tires)\b"
        r"|\bwater (?:is |s )?(?:running|pouring|coming|rising|flowing) (?:\w+ ){0,2}?(?:in|into"
        r"|down|on|outside)"
        r" (?:the|our|my) (?:street|road|cellars?|basements?|house)\b"
        r"|\b(?:shopping )?(?:trolley|shopping cart)s? (?:\w+ ){0,2}?(?:in|on) the (?:river|street"
        r"|road|canal|pond)\b"
        r"|\b(?:street ?|street )(?:light|lamp)s? (?:\w+ ){0,4}?(?:out|off|broken|dark|flicker\w*|not working"
        r"|(?:doesn|don|isn|aren) t (?:work|working))\b"
        r"|\b(?:graffiti|tags) (?:\w+ ){0,2}?(?:on|all over|at|near|in) "
        r"|(?<!\bmy )\b(?:car|van|vehicle|caravan|motorbike)s? (?:\w+ ){0,4}?parked (?:\w+ ){0,4}?"
        r"for (?:\w+ )?(?:days|weeks|months|years|ages)\b"
        r"|\b(?:manholes?|drains?) (?:\w+ ){0,3}?(?:without|with no|missing) (?:\w+ )?"
        r"(?:covers?|lids?|grates?)\b"
        r"|\b(?:trees?|branch|branches|poles?|posts?|walls?) (?:(?:has|have|had|just) )*"
        r"(?:fallen|fell|come down) (?!on (?:my|our))"
        r"|\b(?:dumped|fly tipped) (?:rubbish|waste|rubble|furniture|garbage|trash)\b"
        r"|\btraffic lights? (?:\w+ ){0,3}?(?:flashing|out|off|broken|not working)\b"
        r"|\b(?:signs?|posts?|barriers?|benches|bench|lamp posts?) (?:\w+ ){0,5}?(?:on the ground|fallen|bent"
        r"|knocked (?:over|down))\b"
        r"|\b(?:there are|there s|there is|i saw|we have|we ve got) (?:\w+ ){0,3}?(?:rats?|graffiti|tags?"
        r"|cockroaches|rubbish|hornets?|wasps?)\b"
        r"|\b(?:someone|somebody|people|they) (?:\w+ ){0,2}?(?:dumped|dumping|dump|tagged|sprayed)\b"
        r"|\b(?:dumped|dumping) (?:\w+ ){0,3}?(?:on|in) (?:my|our|the) (?:street|road|pavement)\b"
    ),
}
_A_THING = re.compile(
    r"^(?:(?:bonjour|oui|alors|euh|c est|pour|voila|hello|it s) )*"
    r"(?:(?:un|une|des|deux|trois|plusieurs|a|an|some|two|three) "
    r"|(?P<bare>(?!(?:le|la|les|l|ma|mon|mes|notre|nos|the|my|our)\b)))"
)
"""How a thing begins to be named; `bare`: without an article."""
_NOT_A_THING = frozenset(("vehicule", "bruit"))
"""Kinds whose words name other things too: a place to park."""
_NAMED_BARE = frozenset(
    (
        "eclairage",
        "feu-tricolore",
        "chaussee",
        "egout",
        "fuite-eau",
        "signalisation",
        "proprete",
        "electricite",
    )
)
"""Kinds that are a problem even without an article: "poubelles rue Pasteur" may want to know the day."""
_LONGEST_THING = 14
_WILL = re.compile(r"\b(?:va|vont|risque(?:nt)?|menace(?:nt)?|will|going to|about to)\b")
"""What may happen yet, and is met as a danger."""
_FIRST = 3
"""Words among which a thing without an article is named."""
_STREET = re.compile(
    r"(?<!\bma )(?<!\bnotre )(?<!\bcette )"
    r"\b(?:rue|avenue|boulevard|place de|place du|chemin|impasse|allee|route de|quai|square|passage du) \w"
)
_PUBLIC = re.compile(
    r"\b(?:sur|dans|devant|derriere|contre|(?:en face|au milieu|au pied|au bord|a cote|pres|le long) d[eu]s?"
    r"|on|in|outside|in front of|behind|next to|near)"
    r"(?: (?:le|la|l|les|un|une|ma|mon|notre|chez|the|a|our|my))*"
    r" (?:moi|nous|maison|portail|house|home|gate|chaussee|route|rue|trottoir|voie|mur|facade|place"
    r"|parking|parc|square|ecole|college|eglise|mairie|gymnase|stade|cimetiere|immeuble|gare|carrefour"
    r"|rond point|passage|pont|road|street|pavement|sidewalk|wall|car park|park|school|church|town hall"
    r"|building|station|bridge)s?\b"
)
"""Where anybody walks, though no street is named: "sur la chaussée"."""
_ASKS = re.compile(
    r"\b(?:cour privee|terrain prive|propriete privee|a ramasser chez moi|que faire|quoi faire"
    r"|j ai (?:trouve|perdu|recueilli)|adopter|adoption|ma voiture (?:a ete|est)"
    r"|payant|gratuit|c est combien|combien ca|quel prix"
    r"|interdit|autorise|amende|contravention|what (?:can|should)|i (?:found|lost)|allowed|fine)\b"
)
"""A question about it, or another matter."""


def happens(text: str, language: str = "fr") -> bool:
    """Do these words tell of a problem in the street that is there now, or name one and its street?"""
    words = bare(text)
    if _names_a_thing_there(words, language):
        return not _ASKS.search(words)
    return bool(_HAPPENS[language if language in _HAPPENS else "fr"].search(words)) and not _ASKS.search(
        words
    )


def _names_a_thing_there(words: str, language: str) -> bool:
    """Do these few words begin with a problem, then say where: "fuite d'eau sur la chaussée"?"""
    begins = _A_THING.search(words)
    if begins is None or len(words.split()) > _LONGEST_THING or _WILL.search(words):
        return False
    rest = words[begins.end() :]
    place = _STREET.search(rest) or _PUBLIC.search(rest)
    if place is None:
        return False
    if begins["bare"] is None:
        named = problem_in(words, language)
        return named is not None and named.slug not in _NOT_A_THING
    named = problem_in(rest[: place.start()], language)
    named_first = problem_in(" ".join(rest.split()[:_FIRST]), language)
    return named is not None and named.slug in _NAMED_BARE and named_first is not None
