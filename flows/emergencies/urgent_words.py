"""The words of somebody in danger, told from those that only name a danger.

Works on folded text (see `understand.fold`). When in doubt the caller is told which number to dial: a false
alarm costs ten seconds. What is denied, past, or the name of something harmless is taken out first.
"""

from __future__ import annotations

import re

from flows.bereaved import is_told_gently
from flows.collect.claims import claims_harm
from flows.emergencies.alarm.learnt import Level, danger_level, together
from flows.emergencies.calm_words import asks_who_is_there, sounds_calm
from flows.emergencies.dangers import danger_told
from flows.emergencies.everyday import without_everyday
from flows.emergencies.high_places import seen_from_there
from flows.emergencies.rescue_asked import rescue_asked
from flows.french.other_services import rings_from_rescue

_SOMEBODY = (
    r"(on|il|elle|ils|quelqu'un|un homme|un type|un monsieur|une femme"
    r"|(mon|ma|mes|le|la|son) (mari|femme|père|mère|papa|maman|fils|fille|frère|sœur|soeur|voisin|voisine"
    r"|conjoint"
    r"|compagnon|ex|bébé|copain|copine|grand mère|grand père|mamie|papi|papy|beau père|enfant|petit|petite)"
    r"|papa|maman|mamie|papi|papy)"
)

_PAPERS = (
    r"(avoir |obtenir )?(mon|ma|mes|le|la|les|un|une|des) (passeport|carte|dossier|papier|permis|acte"
    r"|attestation|certificat|rendez vous|inscription|visa|voyage|place|demande|procuration|document)s?"
)
"""What a matter of life and death is a way of speaking of."""

#: Words that always mean that somebody needs the emergency services now.
_EMERGENCY = re.compile(
    r"\b(au (feu|secours)"
    r"|à l'aide(?! (à domicile|au |aux |ménagère|sociale|juridictionnelle|médicale|alimentaire|financière"
    r"|personnalisée|familiale|publique|de |d'|du |des ))"
    r"|(il y a|y ?'? ?a) (le feu|un (gros |début d'?)?incendie|une fuite de gaz"
    r"|une explosion|des flammes|plein de fumée|du sang partout)"
    r"|(maison|immeuble|appartement|cuisine|garage|voiture|cave|toit|forêt|école|poubelle|chambre|grange)s? "
    r"(est |sont )?(en feu|brûle(nt)?|en train de brûler)"
    r"|(?<!faire )(?<!fait )(?<!fais )un (début d'|départ de )?feu (dans|sur) (la|le|les|un|une|l') ?(\w+ )?"
    r"(forêt|bois|champs?|broussailles|colline|immeuble|toit|cave|parking|garage|appartement|maison)"
    r"|est en feu|ça brûle|odeur de gaz|ça sent le gaz|sent le gaz|fuite de gaz|(a pris|prend) feu"
    r"|((fait|faire|eu) un|un) (malaise|arrêt cardiaque)|(fait|faire|en train de faire) un (infarctus|a v c"
    r"|avc)"
    r"|crise cardiaque"
    r"|^((allô|bonjour|vite|y a|c'est|un|gros) )*incendie (rue|avenue|boulevard|place|chemin|impasse|allée"
    r"|quai|route|au|aux|chez|dans|derrière)"
    r"|respire ((très|vraiment|plus en plus) )?(plus|pas|mal|difficilement)(?! à)"
    rf"|({_SOMEBODY}|visage|lèvres)( \w+)? (devient|est tout|est toute|sont toutes) (bleue?s?|violette?s?)"
    r"|(arrive|n'arrive) (plus|pas) à respirer|(peut|peux) (plus|pas) respirer|s'étouffe"
    r"|inconscient[e]?"
    r"|perdu connaissance"
    rf"|{_SOMEBODY}( \w+)? (ne )?(se réveille|bouge|répond|parle) plus( du tout)?$"
    rf"|{_SOMEBODY}( \w+)? (ne )?se (réveille|relève) (plus|pas)"
    r"|évanoui[e]?|convulsions|perd (beaucoup de|son) sang|saigne beaucoup"
    r"|se noie|noyade|électrocuté[e]?|agress(e|ée?|ion) en ce moment|se fait agresser"
    rf"|{_SOMEBODY}( \w+)? (m'|me |nous |nous a |m'a |tape |frappe )(agressée?|agresse|frappe|tape|menace"
    rf"|maman|papa"
    r"|mon frère|ma sœur|ma mère)"
    r"|(on|il|quelqu'un|un homme|un monsieur) me suit (dans|depuis|jusqu|en)\w*|arme à feu|coups de feu"
    r"|(on|ils?|quelqu'un|des gens) (me |nous |vient de me )?cambriole(nt)?(?! pas)|cambrioler en ce moment"
    r"|en train de (me |nous )?cambrioler"
    r"|se faire cambrioler (maintenant|en ce moment)|se fait cambrioler"
    r"|avec un couteau|cambriolage en cours|quelqu'un (est )?(entré|rentré) (chez moi|dans la maison)"
    r"|(on|quelqu'un|des gens|un homme|un type|ils?) (essaie|essaye|essaient|essayent|tentent?"
    r"|sont en train|est en train) (d'|de )(entrer|rentrer|forcer|fracturer|défoncer|casser)"
    r" (chez (moi|nous)|dans (ma|notre|la) maison|(ma|notre|la) porte)"
    r"|(me|nous|se) (fais|fait|font|faisons) (en train d'être )?(agresser|frapper|tabasser|poignarder)"
    rf"|({_SOMEBODY}|un (type|individu|jeune)|des (hommes|types|gens|individus)) (est |sont )armée?s?"
    r"|(il y a|y a) (une|la) (grosse |grande )?bagarre|se (bat|battent) (au couteau|dans la rue|devant)"
    r"|(il y a|y a) une bombe(?! (de|à|anti))|alerte à la bombe|colis suspect"
    r"|(enfant|bébé|petit|petite|fils|fille)s? (est |sont )?(enfermée?s?|coincée?s?) dans( \w+){0,2}"
    r" (voiture|véhicule|auto)"
    r"|gaz (qui )?(fuit|fuient|s'échappe)|(écroulée?s?|effondrée?s?) sur (quelqu'un|une? \w+|des \w+|moi)"
    r"|(câble|fil|ligne)s? électriques? (est |sont |qui traînent? |traînent? )?(par terre|au sol)"
    r"|aid(ez|er|ée?) moi vite|vite aid(ez|er|ée?) moi|venez vite"
    r"|perdu (un|une|l'|mon|ma|notre) ?(petit |petite )?(enfant|fils|fille|garçon|bébé|gamin|gamine)"
    r" ((au|dans|sur|à|devant)( l[ae]| les| un| une|) ?(marché|parc|magasin|supermarché|centre|stade|square"
    r"|foule|rue|forêt|bois|gare|plage|piscine|place|fête|foire|braderie|parking|sortie|école|mairie))"
    r"|(retrouve|trouve) plus (mon|ma|notre) (petit |petite )?(enfant|fils|fille|garçon|bébé)"
    r"(?! (dans|sur) (la liste|les listes|le portail|le site))"
    r"|(enfant|fils|fille|bébé|petit|petite) a disparu"
    r"|(câble|fil|ligne|poteau|pylône)s? électriques? (est |sont |a été |s'est )?(tombée?s?|arrachée?s?"
    r"|décrochée?s?)"
    r"|(un (monsieur|homme|inconnu|voleur)|des gens) (est |sont )?(dans|entrée?s? dans) (la|ma|notre)"
    r" (maison|chambre)"
    r"|appele[rz] (vite |tout de suite |moi )?(les pompiers|le samu|une ambulance|la police|les secours|les"
    r" urgences"
    r"|le quinze|le dix huit|le dix sept)"
    r"|(c'est une |en |y a une |pour une )urgence (vitale|médicale)|urgence vitale$|le feu a pris|accident"
    r" grave|grave accident"
    r"|tombée? (par la fenêtre|du toit|du balcon)|avalé (de la javel|des médicaments|un produit)"
    rf"|blessé[es]* grave\w*|({_SOMEBODY}|une personne|un enfant|un cycliste|un piéton|des gens)"
    r" (est|sont|a été|ont été) blessée?s?|y a (un|une|des|deux|trois|plusieurs) (personnes? )?blessée?s?"
    r"|accident avec (un|une|des|plusieurs) blessée?s?"
    r"|(veux|envie d'|envie de|vais|voudrais|pense à) ?(mourir|me suicider|me tuer|me pendre"
    r"|me foutre en l'air|mettre fin à mes jours|en finir(?! avec (?!la vie|ma vie|tout)))"
    r"|(idées|pensées) (\w+ )?(noires?|suicidaires?|morbides)"
    r"|me suicider|me foutre en l'air|fin à mes jours|me tirer une balle|m'ouvrir les veines"
    r"|me jeter (sous|du haut|d'un|du (pont|toit|balcon)|par (la|une) fenêtre|à l'eau"
    r"|dans (le (vide|canal|fleuve|lac)|la (rivière|seine|loire|garonne|mer)|un puits|l'eau))"
    r"|(plus envie de|veux plus) vivre(?! (ici|là|à|avec|dans)))\b"
)

#: Wordings that name a danger without being one: taken out of the sentence before it is searched.
_HARMLESS = re.compile(
    # A threat of the caller's own, see `rude_words`; not what they would do to themselves, nor what they see.
    r"\b(je (viens|reviens|débarque|(vais|peux) (venir|revenir|débarquer|arriver|passer))"
    r"( (?!me\b|m'|voir\b)[\w']+){0,2} avec un couteau"
    r"|(le feu|un feu|un incendie|des flammes|une fuite de gaz)( (?!pas\b|plus\b)[\w']+){0,8}"
    r" (c'est|il est|le feu est|l'incendie est|il a été|ça a été|c'était) (maintenant |déjà |enfin |bien )?"
    r"(éteint|maîtrisé|réparé|terminé|fini)(?!.*\b(repri[st]|reprend|recommence|encore)\b)"
    r"|\w+ (de|à) (mon|ma|notre) (?!père|mère|petit ami)(fils|fille|bébé|enfant|petite?) a disparu"
    r"|(odeur |odeurs )?(de |du |le |des )?gaz d'échappement|feux? (rouges?|verts?|tricolores?|d'artifice"
    r"|de camp|de (la )?saint jean|de signalisation)"
    r"|don du sang|formation aux premiers secours|centre d'incendie|alarme incendie|bouche d'incendie"
    r"|borne d'incendie|mourir (de (rire|faim|soif|froid|chaud|honte)|d'(ennui|impatience|envie))"
    r"|envie de mourir de|mourir un jour"
    r"|a disparu (du|de la|des|de l'|de votre|de vos) ?(fichiers?|listes?|registres?|site|portail"
    r"|système|compte|base|planning|tableau|annuaire)|agress\w+ verbale\w*"
    r"|(votre|un de vos|vos|le) (camion|véhicule|bus|tracteur|tondeuse|engin)s?( \w+){0,2} (a|ont)"
    r" (percuté|heurté|embouti|accroché|abîmé|rayé|cassé) (ma|mon|notre|la)"
    r" (voiture|auto|portail|mur|moto|scooter|clôture|haie)"
    rf"|(une )?question de vie (ou|et) de mort (pour |c'est )?{_PAPERS}"
    rf"|{_PAPERS} (c'est |est )?(une )?question de vie (ou|et) de mort"
    r"|noie(nt)? (dans|sous) (les|la|des|un|mes|ses|vos|nos) (papiers?|paperasse|verre d'eau"
    r"|formulaires?|dossiers?|factures?|prospectus|démarches?"
    r"|devoirs?|mails?|travail|détails?|dettes?)|coups? de feu (du|de) (midi|soir|service)"
    r"|rentrée?s? (à l'école|(au|en) (cp|collège|lycée|sixième|maternelle|primaire))"
    r"( (cette année|encore|avant)|(?= il a| elle a))|(est |suis )?perdue?s? (il|elle|je|on) cherche"
    r"|(l'an(née)? derni(er|ère)|le mois dernier|la semaine dernière|hier|il y a (un|une|deux|trois|quatre"
    r"|dix"
    r"|quelques) (ans?|mois|jours?|semaines?))"
    r"( \w+){0,5} (un|une|le|la) (malaise|avc|infarctus|incendie|crise cardiaque|accident grave|fuite de gaz"
    r"|feu)"
    r"|(un|une|le|la) (malaise|avc|a v c|infarctus|incendie|crise cardiaque|accident grave|fuite de gaz"
    r"|cambriolage"
    r"|arrêt cardiaque|noyade|agression)( \w+){0,4} (l'an(née)? derni(er|ère)|le mois dernier|la semaine"
    r" dernière"
    r"|hier|il y a (un|une|deux|trois|quatre|dix|quelques) (ans?|mois|jours?|semaines?)|en deux mille \w+)"
    r"|(faut il|est ce qu'il faut|dois je|doit on|on doit|quand|pourquoi) (appeler|prévenir) (les pompiers"
    r"|le samu"
    r"|une ambulance|la police|les secours|les urgences)( (pour|quand|si)\b)?"
    r"|(n'y a|n'ai|n'a|n'est|y a|a|c'est|ai|sont|suis) (pas|plus|jamais|aucune?)( eu)?"
    r"( d'| de | le | la | un | une | en | par | du | )"
    r"?(danger|urgence|feu|incendie|fuite de gaz|odeur de gaz|malaise|blessée?s?|inconscient\w*|évanoui\w*"
    r"|accident grave|urgence (vitale|médicale)|cambriol\w+|fait agress\w+|crise cardiaque|infarctus|avc)"
    r"|(quand|si|lorsque) (quelqu'un|on) (fait|a|voit|entend|fait face à) (un|une|le|la) (malaise|avc"
    r"|infarctus|incendie"
    r"|accident grave|crise cardiaque|arrêt cardiaque)"
    r"|(en cas d'|en cas de|suite à|après|depuis)( un| une| son| mon| l')? ?(urgence (vitale|médicale)"
    r"|incendie|malaise"
    r"|arrêt cardiaque|cambriolage|agression|fuite de gaz|avc|infarctus|noyade|accident grave))\b"
)


#: Kinds of emergency and their words; the first that fits is told.
_KINDS = (
    (
        "distress",
        re.compile(
            r"\b(suicid\w*|(idées|pensées) (\w+ )?(noires?|morbides)"
            r"|mourir|en finir|me tuer|me pendre|en l'air|mes jours|plus (envie de )?vivre"
            r"|tirer une balle|les veines|me jeter)\b"
        ),
    ),
    (
        "fire",
        re.compile(
            r"\b(feu|incendie|flammes|fumée|brûle\w*|gaz|explosion|pompiers|noie|noyade"
            r"|(câble|fil|ligne|poteau|pylône)s? électriques?)\b"
        ),
    ),
    (
        "medical",
        re.compile(
            r"\b(malaise|cardiaque|infarctus|avc|a v c|respire\w*|étouffe|inconscient\w*|connaissance"
            r"|évanoui\w*|convulsions"
            r"|sang|saigne|samu|ambulance|médicale?|blessé\w*|accident|électrocut\w*|bébé"
            r"|enfermée?s?|coincée?s?|écroulée?s?|effondrée?s?|bleue?s?|avalé|javel|médicaments"
            r"|(bouge|réveille|répond|relève|parle) (plus|pas)|tombée? (par|du))\b"
        ),
    ),
    (
        "police",
        re.compile(
            r"\b(agress\w*|frapper?|tape|menace(?! de (?:tomber|se? |s'))|suit"
            r"|couteau|arme|armée?s?|coups|cambriol\w*"
            r"|bagarre|battent|bombe|colis suspect|tabasser|poignarder"
            r"|entré|entrer|forcer|fracturer|défoncer|casser|voleur|inconnu|perdu"
            r"|(?<!plaque )(?<!égout )a disparu"
            r"|(retrouve|trouve) (plus|pas)|police)\b"
        ),
    ),
)


HURT = dict(_KINDS)["medical"]
"""Words of somebody hurt or ill."""


_CIVIL = re.compile(
    r"(?:(?:all[oô]|bonjour|madame|monsieur|oui|euh) )*aide[zr]? (?:moi|nous)"
    r"(?: (?:s'il (?:vous|te) pla[iî]t|svp|merci|madame|monsieur))*"
    r"|(?:(?:all[oô]|bonjour|madame|monsieur|oui|euh) )*j'appelle en urgence"
    r"|(?:(?:all[oô]|bonjour|madame|monsieur|oui|euh) )*j'ai (?:vraiment |absolument )?besoin d'aide"
)
"""Help asked for as anybody asks for it."""
_FIGURE = re.compile(
    r"\b(?:je (?:vais|sens que je vais) (?:exploser|péter (?:un (?:câble|plomb)|les plombs))"
    r"|(?:j'ai envie|je (?:veux|voudrais)|envie|il faut|besoin) (?:d'en|en) finir avec"
    r" (?:ce|cet|cette|ces|ma|mon|mes|la|le|les|votre|vos|tous ces|toutes ces)"
    r" (?:dossiers?|papiers?|paperasse|démarches?|factures?|formulaires?|histoires? d[eu']|demandes?|travaux"
    r"|procédures?|attente))\b"
)
"""Anger, and weariness, that end no life."""
_CRY = re.compile(r"\b(?:au secours|à l'aide)\b")


def level_told(folded: str) -> Level:
    """How surely the caller speaks of one: by the lists of words and by what was learnt, together.

    A cry for help about something harmless is asked about, and so is a plain "aidez-moi". A figure of speech
    is as if it was not said, and what was learnt of harm tells nothing of one that is to be paid for.
    """
    if (meant := without_figures(folded)) != folded:
        return level_told(meant)
    if seen := seen_from_there(folded):
        return level_told(seen)
    if rings_from_rescue(folded) or is_told_gently(folded):
        return Level.NONE
    if rescue_asked(folded):
        return Level.SURE
    if claims_harm(folded):
        return Level.LIKELY if in_the_lists(folded) else Level.NONE
    if asks_who_is_there(folded) or (sounds_calm(folded) and not in_the_lists(folded)):
        return Level.NONE
    if _CIVIL.fullmatch(folded) or _cries_about_nothing(folded):
        return Level.LIKELY
    return together(in_the_lists(folded), danger_level(folded, "fr"), folded, "fr")


def without_figures(folded: str) -> str:
    """The words but for figures of speech: "je vais péter un câble" is no cable."""
    return without_everyday(_FIGURE.sub(" ", folded))


def in_the_lists(folded: str) -> bool:
    """Do the words alone say so, whatever was learnt?"""
    return kind_told(folded) is not None


def is_surely_listed(folded: str) -> bool:
    """Do the words alone say so, in a sentence that does not sound like something harmless?"""
    return in_the_lists(folded) and level_told(folded) is Level.SURE


def kind_told(folded: str) -> str | None:
    """Kind of emergency that the lists and the families of `dangers` hear; None when they hear none."""
    if seen := seen_from_there(folded):
        return kind_told(seen)
    if asked := rescue_asked(folded):
        return asked
    left = " ".join(_HARMLESS.sub(" ", folded).split())
    if kind := danger_told(left):
        return kind
    if not _EMERGENCY.search(left):
        return None
    return next((kind for kind, words in _KINDS if words.search(folded)), "any")


def _cries_about_nothing(folded: str) -> bool:
    """ "Au secours, mon imprimante": is a cry all that makes an emergency of a harmless sentence?"""
    about = " ".join(_CRY.sub(" ", folded).split())
    harmless = about not in ("", folded) and danger_level(folded, "fr") is Level.NONE
    return harmless and in_the_lists(folded) and not in_the_lists(about)
