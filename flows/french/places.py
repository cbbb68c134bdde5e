"""French around a place: what is said before and after a street, and how either is corrected."""

from __future__ import annotations

from flows.collect.said_address import AddressWords
from flows.collect.said_correction import CorrectionWords

ADDRESS = AddressWords(
    before_un="au|le|numero|devant le",
    joins="de|du|de la|de l|dans la|dans l",
    numbered="(?:au|a hauteur du|au niveau du|devant le|en face du|numero|c est le)(?: numero)?",
    leads="c est|ca se (?:trouve|passe)|cela se trouve|j habite|je suis|on est|dans|sur|a|au|la|le|les|l|en"
    "|mon adresse|l adresse|est|alors|bon|non|oui|euh|plutot|juste|numero",
    number_leads="c est|c etait|le|au|numero|plutot|non|mais",
    number_trails="plutot|en fait|finalement|pardon|s il vous plait|je crois|je pense",
    unfindable="chez (?:moi|nous)|(?:ma|mon|mes|notre|nos|la|le|l|cette|ce|une?) (?:rue|route|chemin|impasse"
    "|avenue|maison|immeuble|residence|lotissement|quartier|village|commune|ville|trottoir|jardin|cour"
    "|portail|porte|garage|batiment|fenetre|voisine?|coin)"
    "|ici|la bas|la|pas loin|juste|dehors|exterieur|c est|ben|bah|euh|alors|devant|derriere|a cote|en face"
    "|pres|au bout|au coin|en bas|en haut|au dessus|dans|sur|sous|vers|de|du|d|en|a|au|l|j habite|je suis",
    town_hall="mairie|hotel de ville",
    left_out=r"devant|en face|a cote|pres|derriere|au niveau|a hauteur|a l angle|au coin|au croisement|juste"
    r"|bat(?:iment)?|appartement|appt|escalier|etage|chez|entre|vers|depuis|il y a|et de|et du|et l"
    r"|et une?|et rue|\d{5}|s il vous plait|voila",
    asks_where="(?:dites|donnez|indiquez) moi (?:l endroit|le lieu|l adresse|la rue|ou c est)",
    somewhere=r"devant|derriere|pres d|a cote d|a cote|en face|au bout|au coin|a l angle|a l entree|au niveau"
    r"|a hauteur|au numero|au \d|dans (?:la|le|l|ma|mon|notre) |sur (?:la|le|l) |le long|entre l",
    near="devant|derriere|pres d[ue]s?|pres de|a cote|en face|au bout|au coin|a l angle|au croisement"
    "|le long|aux abords|au niveau|a hauteur|a l entree|a la sortie|au pied|chez|vers l[ea]s?"
    "|au dessus d|en bas d|en haut d",
    landmarks="ecole|station|maternelle|primaire|college|lycee|creche|mairie|eglise|chapelle|cimetiere|gare|stade"
    "|gymnase|piscine|parking|parc|square|jardin|marche|supermarche|boulangerie|boucherie"
    "|pharmacie|poste|banque|restaurant|cafe|bar|tabac|magasin|immeuble|residence|lotissement"
    "|hameau|quartier|centre|village|bourg|pont|passerelle|tunnel|rond point|carrefour|croisement"
    "|arret de bus|arret|hopital|clinique|caserne|mediatheque|bibliotheque|salle des fetes|foret"
    "|bois|berge|lac|etang|canal|fontaine|monument|statue|zone|usine|terrain|decheterie|theatre"
    "|cinema|ferme|chateau|musee|commissariat|gendarmerie|carrefour market|halle|kiosque"
    "|aire de jeux|city stade|skate ?park|voie verte|piste cyclable|entree de ville"
    "|sortie de ville",
    taken_back="(?:ah |euh )?non(?: pardon| plutot)?|pardon|plutot|je veux dire|enfin",
    ends="ca|qui|que|mais|parce|car|elle|elles|ils?|y a|c est|y|depuis|tellement|j ai"
    "|je|j|on|nous|quand|alors|plaque|maintenant|hier|aujourd hui"
    # What is wrong there: "le lampadaire de la rue Pasteur est éteint", and the avenue de l'Est stays whole.
    "|(?:n )?est(?<! l est)(?<! nord est)(?<! sud est)|sont|etai(?:t|ent)|(?:a|ont) ete|ne|n(?= [ay] )"
    "|s est|se|fui(?:t|ent)|fonctionne(?:nt)?|marche(?:nt)? (?:pas|plus|mal)|clignot(?:e|ent|ait)"
    "|gresille(?:nt)?|deborde(?:nt)?|penche(?:nt)?|menace(?:nt)?|eclaire(?:nt)?|eteinte?s?|en panne"
    "|defoncee?s?|degoutante?s?",
    nowhere="dans le noir|dans la nuit|dans la journee|sur le coup|sur le point|au fait|au moins"
    "|au secours|au feu|a cote de la plaque|vers l avant|bon marche|par terre|au sol|marche pas"
    "|marche plus|ne marche|marche mal",
    introduced="devant|derriere|en|face|du|des|de|d|l|la|le|au|aux|a|pres|cote|dans|sur|angle|coin|numero"
    "|niveau|hauteur|vers|entre|bout|croisement",
)

CORRECTION = CorrectionWords(
    hesitations="ah|oh|euh|bon|alors|mais|attendez|oui",
    marks="non|pardon|excusez moi|desolee?|en fait|finalement|en realite|je me suis trompee?"
    "|j ai fait une erreur|erreur|correction|plutot|je voulais dire|ce n est pas ca",
    introduces="c est|c etait|ce serait|plutot|mais|je voulais dire",
    turns="c est|c etait|mais|plutot",
    denies="(?:ce )?n est|c est",
    nots="pas",
    number_nots="non|pas",
    joins="et|mais",
    before_number="au|a|le|du|numero",
    also="aussi|egalement|en plus|et puis",
)
