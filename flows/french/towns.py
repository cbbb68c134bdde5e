"""Where somebody says they were born: towns and regions of France, countries and their largest towns.

Bare words, without accents or hyphens. The lists settle what no form of words tells: "au Mans" is in France,
"au Maroc" is not, and nobody says "à Alger" of a French town hall.
"""

from __future__ import annotations

FRENCH_TOWNS = frozenset(
    (
        *(
            "paris",
            "marseille",
            "lyon",
            "toulouse",
            "nice",
            "nantes",
            "montpellier",
            "strasbourg",
            "bordeaux",
        ),
        *("lille", "rennes", "reims", "toulon", "grenoble", "dijon", "angers", "nimes", "villeurbanne"),
        *("bourgoin jallieu", "bourgoin"),
        *(
            "clermont ferrand",
            "aix en provence",
            "brest",
            "tours",
            "amiens",
            "limoges",
            "annecy",
            "perpignan",
        ),
        *("boulogne billancourt", "metz", "besancon", "orleans", "rouen", "mulhouse", "caen", "nancy"),
        *("argenteuil", "montreuil", "roubaix", "tourcoing", "dunkerque", "avignon", "poitiers", "creteil"),
        *("versailles", "pau", "calais", "cannes", "colmar", "bourges", "antibes", "quimper", "valence"),
        *("troyes", "chambery", "lorient", "niort", "beauvais", "vannes", "bayonne", "ajaccio", "bastia"),
        *("albi", "carcassonne", "belfort", "evreux", "blois", "chartres", "laval", "auxerre", "macon"),
        *("bourg en bresse", "vienne", "voiron", "gap", "digne", "privas", "aurillac", "rodez", "cahors"),
        *("agen", "tarbes", "arles", "sete", "beziers", "narbonne", "bobigny", "evry", "nanterre", "le mans"),
        *(
            "mans",
            "le havre",
            "havre",
            "la rochelle",
            "rochelle",
            "la roche sur yon",
            "le puy",
            "puy en velay",
        ),
        *("la ciotat", "creusot", "les sables d olonne", "la seyne", "saint denis", "saint etienne"),
        *("fort de france", "pointe a pitre", "cayenne", "mamoudzou", "noumea", "papeete"),
    )
)
FRENCH_REGIONS = frozenset(
    (
        *(
            "bretagne",
            "normandie",
            "alsace",
            "lorraine",
            "corse",
            "savoie",
            "haute savoie",
            "isere",
            "ardeche",
        ),
        *("provence", "bourgogne", "auvergne", "ile de france", "region parisienne", "vendee", "picardie"),
        *("champagne", "aquitaine", "occitanie", "bresse", "franche comte", "martinique", "guadeloupe"),
        *("guyane", "la reunion", "reunion", "mayotte", "nouvelle caledonie", "polynesie", "dordogne"),
    )
)
COUNTRIES = frozenset(
    (
        *("algerie", "maroc", "tunisie", "libye", "egypte", "senegal", "mali", "cote d ivoire", "guinee"),
        *("cameroun", "congo", "gabon", "togo", "benin", "burkina", "burkina faso", "niger", "tchad"),
        *("mauritanie", "madagascar", "comores", "maurice", "ile maurice", "djibouti", "rwanda", "nigeria"),
        *("ghana", "angola", "cap vert", "afrique", "afrique du sud", "portugal", "espagne", "italie"),
        *("belgique", "suisse", "allemagne", "luxembourg", "pays bas", "hollande", "angleterre"),
        *("royaume uni", "ecosse", "irlande", "pologne", "roumanie", "bulgarie", "hongrie", "grece"),
        *("autriche", "tchequie", "slovaquie", "croatie", "serbie", "bosnie", "kosovo", "albanie"),
        *("macedoine", "ukraine", "russie", "georgie", "armenie", "moldavie", "turquie", "syrie", "liban"),
        *("irak", "iran", "israel", "afghanistan", "pakistan", "inde", "sri lanka", "bangladesh", "chine"),
        *("japon", "coree", "vietnam", "cambodge", "laos", "thailande", "philippines", "indonesie"),
        *("australie", "canada", "quebec", "etats unis", "amerique", "mexique", "bresil", "argentine"),
        *("chili", "colombie", "perou", "venezuela", "haiti", "cuba", "suede", "norvege", "danemark"),
        *("finlande", "yougoslavie", "urss", "indochine", "europe", "asie"),
    )
)
FOREIGN_TOWNS = frozenset(
    (
        *("alger", "oran", "constantine", "annaba", "setif", "tlemcen", "blida", "bejaia", "tizi ouzou"),
        *("batna", "mostaganem", "casablanca", "rabat", "fes", "marrakech", "tanger", "meknes", "oujda"),
        *(
            "agadir",
            "nador",
            "tetouan",
            "tunis",
            "sfax",
            "sousse",
            "bizerte",
            "djerba",
            "tripoli",
            "le caire",
        ),
        *("dakar", "thies", "abidjan", "bamako", "kayes", "conakry", "kinshasa", "brazzaville", "douala"),
        *("yaounde", "libreville", "lome", "cotonou", "ouagadougou", "niamey", "ndjamena", "nouakchott"),
        *("antananarivo", "tananarive", "moroni", "djibouti", "lisbonne", "porto", "braga", "coimbra"),
        *(
            "madrid",
            "barcelone",
            "valencia",
            "seville",
            "rome",
            "milan",
            "turin",
            "naples",
            "palerme",
            "genes",
        ),
        *("bruxelles", "liege", "charleroi", "namur", "mons", "anvers", "geneve", "lausanne", "zurich"),
        *("bale", "berne", "fribourg", "berlin", "munich", "hambourg", "francfort", "cologne", "londres"),
        *(
            "luxembourg",
            "amsterdam",
            "rotterdam",
            "dublin",
            "varsovie",
            "cracovie",
            "prague",
            "vienne autriche",
        ),
        *("budapest", "bucarest", "sofia", "belgrade", "sarajevo", "pristina", "tirana", "athenes"),
        *("istanbul", "ankara", "izmir", "beyrouth", "damas", "alep", "bagdad", "teheran", "jerusalem"),
        *("tel aviv", "moscou", "kiev", "tbilissi", "erevan", "kaboul", "pondichery", "new york", "montreal"),
        *("quebec", "toronto", "rio", "sao paulo", "bogota", "lima", "pekin", "shanghai", "tokyo", "hanoi"),
        *("saigon", "phnom penh", "vientiane", "bangkok", "manille", "port au prince", "monaco", "andorre"),
    )
)
