"""What happens to somebody near, told as callers tell it; what only sounds like it."""

import pytest

from flows.emergencies.dangers import danger_told
from flows.tongues import tongue_of
from flows.understand import fold
from tests.flows.emergencies.told import is_emergency

TOLD = {
    "medical": """
un homme ivre par terre
ma voisine de quatre vingt dix ans ne répond pas à la porte
j'ai renversé un piéton
un essaim d'abeilles a attaqué ma mère
j'ai une crise d'angoisse
mon voisin de quatre vingts ans n'a pas ouvert ses volets
maman veut pas se lever
allô c'est timéo j'ai sept ans papi il est tombé
maman elle a mal au ventre elle pleure elle va avoir le bébé
c'est léo j'ai huit ans ma mamie elle dort par terre
il a sauté par la fenêtre
mon collègue a fait une chute de trois mètres
mon fils vient de s'assommer contre un poteau
mon papa ne bouge plus dans son fauteuil
une femme enceinte a perdu connaissance dans le bus
mon gamin a mangé une boule de naphtaline
ma tante a confondu ses gouttes avec du détachant
un cycliste est inconscient
ma femme a des contractions très rapprochées
ma fille gonfle après avoir mangé des crevettes
mon fils s'est ébouillanté
mon oncle vient de faire un arrêt
ma fille s'est évanouie en cours de danse
mon beau frère est tombé d'un arbre
elle a les lèvres bleues
mon père crache du sang
y a une mamie qui a fait une chute devant la pharmacie
mon mari s'est coupé avec la scie circulaire
il a reçu une poutre sur la tête
mon fils s'est électrisé en changeant une ampoule
ma fille a croqué dans un champignon
mon bébé a sucé une plante du jardin il vomit
ma cousine accouche sur le parking
ma mère n'ouvre pas et j'entends le chat miauler depuis hier
j'ai avalé des somnifères
un enfant a été mordu
il y a un blessé
mon mari fait un malaise cardiaque
mon voisin du dessus est tombé lourdement j'ai entendu un bruit et il répond pas
mon père est tout rouge il a du mal à parler
une dame se sent mal devant la mairie
mon mari transpire et il a mal au cœur
j'ai la tête qui tourne et je vois flou
mon bébé a roulé du canapé
ma fille a mis une bille dans son nez elle respire mal
il a mangé les granulés contre les limaces
ma mère a pris deux fois son traitement pour le cœur
le petit a joué avec le briquet il s'est brûlé
personne n'a vu monsieur Martin depuis une semaine
la clôture électrique a électrocuté un gamin
ma femme a des douleurs elle est à huit mois
je crois que j'accouche
mon fils a été piqué par une vipère
ma belle mère est tombée dans sa cuisine elle a très mal au dos
mon père s'est écroulé dans le salon
mon fils convulse
quelqu'un est couché au milieu de la rue
un jeune a l'air complètement drogué il ne réagit plus
mon fils a bu le white spirit
mon gosse a mis un produit ménager dans sa bouche
mon frère a avalé une boîte de somnifères
ma tante ne décroche plus depuis deux jours elle est cardiaque
mon fils a touché un fil et il est tombé
un piéton a été fauché
ma femme accouche
mon bébé va naître maintenant
ma fille fait une réaction aux arachides
je me suis brûlé avec l'huile
un chien vient de mordre un petit
ma grand mère a glissé dans la salle de bain elle arrive pas à se relever
mon père a fait une chute il ne peut plus marcher
un cycliste vient de se casser la figure
mon collègue est tombé du toit
mon mari ne répond plus il est tout blanc
une vieille dame a fait un malaise au marché
elle est tombée dans les pommes
il s'est cogné la tête il vomit
ma fille est tombée du toboggan elle saigne de la tête
ma fille a bu de la javel
le petit a mangé des baies rouges il vomit
ma mère s'est trompée dans ses médicaments elle dort on n'arrive pas à la réveiller
il a avalé du produit pour déboucher les toilettes
j'ai très mal au ventre je suis enceinte
j'ai des contractions toutes les cinq minutes
je perds du sang je suis enceinte
ma sœur va accoucher elle pousse
j'ai été piqué par une guêpe et je gonfle
mon mari a plein de plaques et il étouffe
mon fils s'est renversé de l'eau bouillante dessus
il a la main brûlée au troisième degré
mon mari fait une attaque
ma mère délire elle a quarante et un de fièvre
il fait une overdose
il s'est tranché le doigt avec la scie
un chien a mordu ma fille au visage
ma mamie étouffe
j'ai trouvé une dame inconsciente
ma voisine ne répond plus depuis trois jours
ça fait deux jours que la vieille dame du dessous n'ouvre plus
papi est tombé il peut plus se lever
ma femme est tombée de l'échelle elle bouge pas
un monsieur vient de tomber devant la boulangerie
la voisine est par terre dans son entrée je la vois par la fenêtre
il y a un monsieur qui ne bouge plus sur le banc
mon fils a perdu connaissance
il est tombé dans les pommes au gymnase
mon bébé est tombé de la table à langer
un gamin s'est ouvert la tête à l'école
mon fils a avalé une pile
on a mangé des champignons et on est tous malades
mon ado a pris plein de cachets
mon mari s'est mis du produit dans les yeux
un accouchement ça y est ça commence
ma femme a des contractions
le bébé arrive
mon fils a mangé une cacahuète il a du mal à respirer
ma langue gonfle après une piqûre
elle fait un choc anaphylactique
ma fille s'est brûlée avec la casserole
mon père a mal dans le bras gauche et à la poitrine
il parle bizarrement et son bras est tout mou
mon bébé a quarante de fièvre et il convulse
mon fils s'est coupé avec la tronçonneuse
je me suis planté un couteau dans la main ça pisse le sang
mon petit s'étrangle avec un morceau de viande
il respire bizarrement il ronfle et il se réveille pas
y a quelqu'un d'allongé dans le fossé
mon voisin ne donne plus signe de vie
ma mère ne répond pas au téléphone et j'ai peur qu'elle soit tombée
maman a chuté dans la baignoire elle se plaint de la hanche
mon voisin est étendu dans l'escalier
mon petit dernier a gobé un aimant
mémé a avalé tous ses comprimés d'un coup
mon oncle ne répond plus à la porte ses volets sont fermés
un scooter a fauché une mamie
ma femme perd les eaux
mes contractions sont rapprochées
mon bébé ne respire pas
je fais une réaction j'ai la gorge qui se serre
mon fils a reçu de l'huile de friture sur le visage
mon père a la moitié du visage qui tombe
je me suis ouvert la main ça saigne énormément
mon grand père fait un malaise
mon mari diabétique ne se réveille pas
""",
    "police": """
quelqu'un rôde autour de l'école
un sanglier dans la cour de l'école
un enfant tout seul pleure sur la place
une petite fille seule dans la rue elle pleure
un gamin tout seul au milieu de la route
un chien me coince dans l'abri bus
deux chiens m'empêchent de sortir
allô c'est léo j'ai huit ans je me suis perdu
mon voisin séquestre sa mère
il y a un rôdeur derrière la maison
on vient de forcer ma voiture
un homme a touché ma fille dans le bus
des détonations dans la cité
un homme menace les passants avec un tournevis
un rottweiler m'attaque
mon voisin menace sa compagne avec un fusil
une fille se fait embêter par une bande à l'arrêt
quelqu'un m'attend en bas de l'immeuble
des voleurs dans le magasin
ma maison vient d'être cambriolée ils viennent de partir
un homme bizarre propose des bonbons aux enfants
mon grand père a disparu depuis ce midi
mon petit frère s'est perdu à la fête foraine
je suis cachée dans la salle de bain
ne faites pas de bruit il est là
quelqu'un regarde par ma fenêtre
il y a un homme caché dans la cave de l'immeuble
ils cassent les vitrines
on s'est fait braquer à la pharmacie
un enfant de trois ans marche seul le long de la nationale
mon fils n'est jamais arrivé au collège
je ne trouve plus mon mari il est parti aux champignons
une vieille dame s'est perdue dans la forêt
mon ex me harcèle il est en bas de chez moi
ma voisine se fait battre
des cambrioleurs chez la voisine
un inconnu est dans mon garage
on a défoncé la vitre de ma voiture ils sont encore là
un homme accoste les filles à l'arrêt de bus
mon enfant n'est pas descendu du car scolaire
ma fille de quatre ans a disparu dans le supermarché
mon mari alzheimer est sorti sans ses clés
mamie tourne en rond dans la rue elle sait plus qui elle est
des coups de couteau devant le bar
un homme tire sur les voitures
deux hommes se battent dans la rue
deux chiens nous poursuivent
un monsieur âgé est perdu dans la rue en pyjama
j'ai trouvé un papi qui ne sait plus où il habite
mon père est parti de la maison de retraite on le cherche partout
j'ai trouvé une petite fille perdue au parc
mon fils n'était pas à la sortie de l'école je le trouve pas
on a perdu mon petit garçon à la plage
un homme a voulu faire monter ma fille dans sa voiture
un monsieur embête les enfants devant l'école
quelqu'un me suit depuis la gare
un exhibitionniste au parc
j'ai peur il est revenu il tape à la porte
j'entends du bruit en bas je crois qu'on est entré
quelqu'un est en train de fracturer les voitures
on vient de me voler mon sac
on m'a arraché mon téléphone il vient de partir en courant
j'ai retrouvé ma porte fracturée je n'ose pas entrer
mon ex est devant chez moi il menace de me tuer
ça crie chez les voisins il la frappe
j'entends des coups de feu
quelqu'un tire avec une carabine
un homme avec une hache crie dans la rue
y a un fou furieux au guichet il casse tout
une mamie erre sur la route en chemise de nuit
ma mère alzheimer est sortie on la retrouve plus
un enfant tout seul dans la rue il pleure
ma fille de douze ans n'est pas rentrée de l'école
mon fils a fugué
une camionnette a essayé d'emmener un enfant
y a un type bizarre qui prend les enfants en photo
un homme suit ma fille
y a un homme qui se montre nu devant le collège
y a quelqu'un qui essaie de rentrer chez moi
y a quelqu'un qui rôde dans mon jardin
des types essaient d'ouvrir la porte de la voisine
on est en train de voler ma voiture
on m'a volé mon sac à l'instant
on vient de me cambrioler la porte est cassée
la voisine hurle son mari la cogne
j'ai entendu tirer
ils se tapent à coups de barre de fer
il m'a menacé avec une arme
un type ivre est en train de tout casser au bar
mon gendre cogne ma fille
des gens cagoulés dans ma rue
ma porte vient d'être défoncée
un mec louche traîne devant l'école primaire
une voiture suit ma fille à la sortie du collège
mon neveu autiste s'est échappé
on ne retrouve pas ma petite nièce au marché
mamie est partie en chaussons ce matin on la trouve pas
des jeunes se battent à coups de chaise
un homme tire en l'air
un type agite un sabre
un pitbull a attaqué ma fille
quelqu'un m'a suivie jusqu'à chez moi
on m'a mis un couteau sous la gorge
""",
    "violence": """
papa il crie sur maman
mon compagnon m'a cassé le bras
mon mari est violent j'ai peur
il a cassé la porte et il m'a attrapée par les cheveux
mon compagnon me frappe depuis des mois
mon mari me bat
mon compagnon vient de me frapper devant les enfants
mon père nous tape
on m'a violée
je suis une femme battue
mon mari me tape
il m'a frappée
mon conjoint m'enferme et me prend mon téléphone
mon beau père me touche
j'ai été violée cette nuit
il lève la main sur moi
je me suis enfuie de chez moi il me cherche
""",
    "distress": """
plus personne ne m'aime à quoi bon
je n'en peux plus de vivre
je suis en détresse
ma sœur me dit au revoir pour toujours par sms
je veux m'endormir et ne plus me réveiller
je veux m'ouvrir les veines
il menace de se jeter de la grue
mon frère veut en finir avec la vie
je vais sauter
je n'ai plus aucune raison de continuer
mon ado me dit qu'il veut se faire du mal
j'ai envie de me jeter par la fenêtre
je ne veux plus continuer à vivre
je vais faire une bêtise
je veux plus être là
tout le monde serait mieux sans moi
j'ai plus envie de rien j'ai envie de disparaître
ma copine dit qu'elle va se foutre en l'air
j'ai pris des cachets je veux m'endormir pour toujours
je vais en finir
je veux plus exister
j'en peux plus de vivre
mon fils m'a envoyé un message d'adieu
mon frère s'est enfermé avec son fusil et il veut mourir
à quoi bon continuer j'ai préparé la corde
mon fils de seize ans dit qu'il veut plus vivre
j'ai écrit une lettre d'adieu
mon copain menace de se jeter sous le train
""",
    "any": """
il y a quelqu'un en danger
j'ai peur tout seul à la maison
deux motos se sont percutées
venez vite ma femme
une voiture vient de percuter l'abribus
un car scolaire s'est renversé
accident de moto rue pasteur
un sanglier charge les passants
j'en peux plus aidez-moi
à moi
faut venir tout de suite c'est grave
une voiture s'est retournée
y a un choc entre deux voitures
carambolage sur la départementale
un nid de frelons dans la cour de l'école ils piquent les enfants
un taureau s'est échappé il fonce sur les gens
aidez moi je vous en supplie
c'est pour une urgence
une voiture est dans le fossé
un camion s'est couché sur la route
un bus est rentré dans un mur
une camionnette a basculé dans le ravin
""",
    "fire": """
il y a une coulée de boue sur la route
je vois de la fumée sortir d'un garage
la maison de mon voisin brûle
la poubelle en bas de chez moi brûle
y a une odeur bizarre ça pique les yeux
je suis piégé dans la cave
allô les pompiers
un enfant se noie dans le lac
de l'eau arrive dans le tableau électrique
ça sent le gaz devant la boulangerie
un incendie s'est déclaré dans la grange
un piéton est sous une voiture
une tuile est tombée sur la tête d'un monsieur
le mur de l'école est en train de tomber
je suis coincé dans le monte charge
on a tous mal à la tête dans la maison et le chat est mort
un camion est en feu sur la rocade
ça explose dans le garage
le gaz est resté ouvert ça sent fort
le ballon d'eau chaude va exploser
une dame est coincée dans sa voiture
des enfants sont sur la glace du lac
la digue a cédé
un arbre vient d'écraser une caravane
un pêcheur est tombé du ponton
le ruisseau emporte tout
mon jardin est sous l'eau et ça monte
le poteau électrique est penché les fils sont par terre
l'appartement du dessous est en feu
je vois des flammes au loin
une usine brûle
un bidon de produit chimique s'est renversé
un échafaudage s'est effondré
une partie du toit de la salle menace de s'effondrer sur nous
quelqu'un se noie à la plage
mon gamin est tombé dans la mare
un câble électrique traîne dans la cour
odeur de gaz dans la cage d'escalier
il y a des flammes chez le voisin
la cuisine a pris feu
un mur s'effondre sur le trottoir
mon bébé est enfermé dans la voiture
je suis bloqué dans l'ascenseur
un enfant est au bord du toit
un toit s'est envolé
des tuiles volent partout
le plafond de la classe est tombé
une grue penche sur l'école
on est coincés dans l'ascenseur de la mairie
mon bébé est enfermé dans la salle de bain
ma petite a la tête coincée dans la grille
ça pue le gaz
j'ai mal à la tête et toute la famille est malade avec la chaudière
y a une voiture qui crame
ça fume beaucoup chez le voisin
j'ai le feu dans ma cheminée
ça brûle dans la colline
les fils électriques touchent la voiture
la prise fait des flammes
mon mari s'est électrocuté
y a quelqu'un qui se noie dans l'étang
mon petit est tombé dans la piscine
y a une voiture emportée par la rivière
le toit de l'école s'est effondré
un pan de mur vient de s'effondrer
je suis enfermée dans les toilettes de la mairie
je suis enfermé dans le cimetière
mon fils est coincé en haut d'un arbre
ça sifflait et maintenant ça sent le gaz dans la cave
mon détecteur de monoxyde sonne
des flammes sortent du toit
ma friteuse a pris feu
y a le feu aux poubelles
une ligne électrique est tombée dans le jardin
le compteur crépite et fume
j'ai pris le jus je tremble
un gamin est tombé dans le canal
un nageur ne remonte pas
l'eau rentre dans la maison on monte à l'étage
on est sur le toit il y a de l'eau partout
un baigneur est en difficulté
un gosse est passé sous la glace
le transformateur a fait une explosion
ça grésille dans le compteur et ça sent le brûlé
j'ai une fuite de gaz chez moi
de la fumée sort de la cave
y a le feu chez ma voisine
un ouvrier est passé à travers le toit
une branche est tombée sur un gamin
je suis coincée dans l'ascenseur de la résidence
mon fils a la tête coincée entre les barreaux
un enfant joue sur la voie ferrée
un gamin escalade le pylône électrique
""",
}
NOT_TOLD = """
envoyez moi un mail
ma mère a disparu du fichier électoral
on m'a agressé verbalement à l'accueil
votre camion a percuté ma voiture
mon dossier a brûlé dans l'incendie de ma maison il faut refaire tous mes papiers
je peux ajouter ma femme
on m'a transféré et ça a coupé
je vais me faire entendre
ma mère a alzheimer
ma clé est tombée dans l'égout
la nuit est tombée et il n'y a pas de lumière rue du four
la crèche ne répond pas à la porte
c'est une question de vie ou de mort mon passeport
mon dossier est une question de vie ou de mort
c'est pour une concession je vais mourir un jour
un enfant seul peut il prendre le bus
mon fils rentre tout seul dans la rue de l'école
le voisin brûle ses déchets dans son jardin
la maison de mon voisin brûle du bois qui sent mauvais
allo y'a quelqu'un
un ballon est sur le toit de l'école
elle a son bébé là et veut l'inscrire à la crèche
ma fille a le bébé maintenant on veut le déclarer
une dame n'a plus ses volets
ma locataire n'a pas les volets
j'ai trouvé le bébé nageur sur votre site
c'est pour un feu de broussailles dans mon jardin il faut une autorisation
j'appelle pour un feu de cheminée est-ce interdit
maman veut pas se lever tôt pour le marché
le calendrier des pompiers
mon chat a sauté par la fenêtre
je suis coincé dans les bouchons
mon papa crie sur l'arbitre
j'ai huit ans et je voudrais aller à la piscine
ma mère ne veut plus vivre seule
j'ai plus envie de rien payer
quelqu'un veut ouvrir la grille du parc
il veut ouvrir la porte du gymnase
mon fils n'est pas rentré de la colonie
on entend tirer les chasseurs le dimanche c'est autorisé
mon voisin maltraite son chien
adieu
mon mari est très agressif au guichet excusez le
je n'ai plus aucune raison de payer cette facture
adieu et merci
je vais sauter une ligne du formulaire
je suis cachée derrière le poteau pour capter
j'ai du mal à parler français
j'ai la tête qui tourne avec vos menus
mon mari transpire devant vos formulaires
ma femme a des douleurs elle voudrait une carte de stationnement
personne n'a vu mon dossier depuis un mois
personne n'a vu le maire depuis les élections
je ne trouve plus mon mari sur la liste électorale
mon fils n'est jamais arrivé à s'inscrire
le bus scolaire n'est pas passé
le car scolaire est à quelle heure
il y a du bruit la nuit chez les voisins
les enfants jouent sur la place
mon fils joue au foot sur le trottoir
ils cassent les pieds avec leur musique
ils cassent les prix au marché
la rivière est belle
je vois des travaux devant chez moi
mon jardin est inondé à chaque pluie
un poteau électrique est penché
la scène du village est montée
j'ai entendu du bruit sur la ligne
j'ai entendu parler d'une aide
on s'est fait avoir par un démarcheur
la mairie s'en prend à mon entreprise
mon fils a pris deux fois la cantine cette semaine
mon fils a mis son nom sur la liste
le chien a mangé mon courrier
mon mari est en déplacement
mon père est en ehpad
ma mère est décédée hier que faire
mon voisin est décédé
mon père est décédé ce matin comment déclarer le décès
mon mari se sent seul
ma fille est en crise d'adolescence
mon fils fait une crise à chaque rentrée
elle fait une réaction au vaccin d'après l'école
j'ai tiré un numéro
on m'a tiré mon portefeuille il y a un mois
mon grand père a fait la guerre
il faut venir vite au spectacle
on a vu un homme très bien à l'accueil
un homme attend devant la mairie
il y a un homme à l'accueil
des gens font la queue
une dame attend son passeport
ma belle mère cherche un logement
mon père a mal au dos il cherche un kiné
mon fils a un produit à rendre
un jeune cherche un emploi
mon ex ne paie pas la pension
ma voisine se bat pour garder l'arrêt de bus
mon ado veut faire du sport
le car scolaire est en retard
mon enfant n'est pas dans le car scolaire l'an prochain
ma fille de quatre ans rentre à l'école
mon mari est sorti de l'hôpital il lui faut des repas
ma tante a déménagé
la plage est surveillée quand
le câble de la fibre est arrivé
les flammes de la bougie
ma cuisine à refaire
deux hommes de la mairie sont venus
la moto de mon fils est à la fourrière
un piéton peut il passer ici
le mur du voisin est trop haut
ma femme est enceinte de trois mois
mon bébé va à la crèche
ma fille est allergique aux arachides
l'huile de friture où la jeter
un petit chien est perdu
les sangliers abîment les champs
un ascenseur est prévu
un enfant de trois ans
mon fils se casse la tête sur ses devoirs
je suis tombée sur une annonce de la mairie
mon dossier est tombé à l'eau
mon rendez-vous est tombé un jour férié
les feuilles tombent dans mon jardin
ma mère est tombée la semaine dernière je cherche une aide à domicile
mon fils est tombé amoureux et veut se marier à la mairie
mon fils a de la fièvre il ne viendra pas à la garderie
ma fille est allergique au lait
j'ai mal lu le formulaire
j'ai du mal à comprendre ma facture
je suis enceinte comment reconnaître mon bébé
ma femme a accouché hier je voudrais déclarer la naissance
où jeter les médicaments périmés
où jeter des piles
est ce que je peux jeter un extincteur à la déchèterie
faut il déclarer un chien dangereux
comment faire pour un chien qui mord
le chien du voisin hurle toute la nuit
je cherche un vétérinaire
j'ai perdu mon chat dans le quartier
mon fils a perdu sa carte d'identité
ma mère a perdu son portefeuille
on m'a volé mon vélo la semaine dernière
j'ai été cambriolé pendant les vacances je veux une attestation
vous surveillez les maisons pendant les vacances
la mairie ne répond plus au téléphone
le service urbanisme ne répond plus depuis trois jours
mon propriétaire ne répond pas
mon voisin tape des travaux le dimanche
ça tape sur le système
votre site ne marche plus
je suis battue au loto
ma fille veut faire du karaté pour se défendre
il y a un club de tir ici
la chasse tire à côté des maisons est ce que c'est permis
le feu d'artifice a fait des coups de canon
je vais faire une demande de passeport
mon fils fait des bêtises à la cantine
j'en peux plus de ces travaux
j'en ai marre de vos musiques d'attente
je veux en finir avec ce dossier
je meurs de faim à quelle heure ferme le marché
vous voulez ma mort avec vos impôts
c'est mortel ici
le cimetière ferme à quelle heure
refaire mon toit faut il une déclaration
une tuile de l'église est tombée la semaine dernière
une voiture ventouse devant chez moi
une voiture mal garée sur le trottoir
une épave dans le fossé
le fossé est bouché
le fossé devant chez moi est plein de ronces
le lampadaire clignote
une coupure d'électricité dans ma rue
compteur linky est ce obligatoire
changer de fournisseur de gaz
mon chauffage est en panne
une fuite d'eau dans la rue
la piscine ouvre quand
des cours d'aquagym
peut on se baigner dans le lac
mon insert de cheminée faut il le ramoner
les pompiers vendent des calendriers
le numéro de la police municipale
la pharmacie de garde
l'adresse de l'hôpital
je voudrais être famille d'accueil
je m'occupe d'une personne âgée qui perd la mémoire quelles aides
inscrire ma mère sur le registre canicule
mon fils a été enfermé dans sa chambre puni
je suis bloqué à l'étape trois du site
les toilettes de la mairie sont elles accessibles
prendre des enfants en photo à l'école il faut une autorisation
un monsieur m'a dit d'appeler ici
un monsieur est passé pour le recensement
un nid de frelons dans mon jardin
des frelons asiatiques dans un arbre
il y a des rats
mon fils doit rentrer de l'école en bus
mon fils n'est pas rentré dans le logiciel
mon mari est parti je suis seule avec mes enfants quelles aides
je suis séparée de mon mari violent je cherche un logement
mon vélo a un pneu crevé
j'ai mal à la tête avec votre musique
on a abattu un arbre dans ma rue
les enfants crient dans la cour
mon fils a eu un accident il est en fauteuil faut il une carte handicap
il pleut dans le gymnase
un panneau est tombé
je me casse la tête sur ce formulaire
je suis tombé des nues en voyant la facture
ma voiture est tombée en panne
ça tombe bien que vous répondiez
mon père est tombé l'an dernier il a besoin d'un fauteuil
je veux une téléassistance pour ma mère au cas où elle tombe
ma fille est malade elle ne mangera pas à la cantine
mon fils est allergique aux cacahuètes pour la cantine
un menu sans œuf pour une allergie
j'ai du mal à remplir le dossier
je suis enceinte et je voudrais une place en crèche
j'attends un bébé pour mars
mon bébé est né ce matin comment le déclarer
où jeter de la javel
où jeter des pots de peinture
mon chien a été mordu par un autre chien
un permis pour un chien de catégorie deux
mon voisin a un chien méchant
un chat est mort
j'ai perdu mon chien
j'ai trouvé un chien perdu
mon fils a perdu son blouson à l'école
j'ai perdu mon sac à la salle des fêtes
on m'a volé mon passeport comment faire
l'opération tranquillité vacances c'est pour éviter les cambriolages
la voisine ne répond pas à mes courriers
vous ne répondez jamais
personne ne répond
mon voisin me gonfle
mon voisin tape du pied
mon ordinateur ne répond plus
je suis battu aux élections
mon fils fait de la boxe
le stand de tir est ouvert le dimanche
le permis de chasse
c'est quand le tir du feu d'artifice
je vais faire des bêtises si je remplis seul
j'en peux plus du bruit
j'en peux plus d'attendre
j'en ai assez je veux parler à quelqu'un
je suis désespéré par votre administration
je suis mort de rire
la cantine m'a tuer
où sont enterrés mes grands parents
mon toit fuit je veux faire des travaux
mon voisin a refait son toit sans permis
un abri de jardin envolé par la tempête
une voiture est garée devant mon portail
une voiture brûlée abandonnée sur le parking
il y a des déchets dans le fossé
un matelas dans le fossé
il y a un trou dans le trottoir
l'armoire électrique est ouverte
j'ai plus de courant depuis ce matin
raccorder ma maison au gaz
une chaudière à gaz quelles aides
j'ai pas d'eau chaude
l'eau est marron au robinet
mon fils voudrait apprendre à nager
bébés nageurs à la piscine
faire un feu de jardin est ce autorisé
le barbecue est il autorisé dans le parc
les sapeurs pompiers volontaires comment s'inscrire
le numéro du commissariat
un médecin de garde
les horaires de la maison médicale
une aide pour une personne âgée isolée
plan canicule pour les personnes âgées
un accueil de jour alzheimer
ma carte est bloquée dans la borne
les toilettes publiques sont fermées
je suis enfermée chez moi pas moyen de me déplacer pour voter
une photo d'identité de mon bébé
un type de la mairie m'a appelé hier
un démarcheur est venu chez moi hier
un nid de guêpes sous mon toit
des chenilles processionnaires
un sanglier a retourné mon jardin
ma fille n'est pas inscrite à l'école
ma fille rentre de l'école à quelle heure
mon mari m'a quittée comment changer de nom
vous me tuez avec vos papiers
j'ai cassé mes lunettes à la piscine
ça me fait mal au cœur cet arbre coupé
les voisins crient fort le soir
un accident de vélo l'an dernier assurance scolaire
carte de stationnement pour handicapé
un arbre penche dans le parc
le mur du cimetière est fissuré
ma mère est partie en maison de retraite ce matin
mon père cherche une place en ehpad
mon fils cherche un stage
ma fille a mangé à la cantine hier
mon mari est au chômage
mon voisin a coupé ma haie
ma voisine fait du bruit
le chien de la voisine aboie
un chien errant près de l'école
le bébé de ma sœur est né
ma sœur va accoucher en juin
j'ai trouvé un portefeuille
j'ai trouvé une dame très gentille à l'accueil
il y a quelqu'un à l'accueil
y a quelqu'un
quelqu'un peut me rappeler
on me fait tourner en rond
mon fils tourne en rond pendant les vacances il lui faut un centre de loisirs
ma fille est seule le mercredi
mon fils de huit ans est tout seul le mercredi après l'école
un enfant seul peut il aller à la piscine
ma mère est seule je cherche de la compagnie pour elle
j'ai mal au dos je ne peux pas me déplacer
mon père ne peut plus marcher il lui faut un fauteuil
ma mère ne peut plus se lever elle a besoin d'une aide
une ampoule est grillée
la chaudière de l'école est en panne
le feu est trop long au carrefour
le portail du parc est fermé
la grille du cimetière est cassée
une voiture est stationnée dans le virage
une voiture est mal garée devant mon garage
le camion poubelle n'est pas passé
j'ai renversé de la peinture sur le trottoir
j'ai reçu une amende
j'ai pris un coup de vieux
mon fils veut faire du tir à l'arc
ma fille fait du théâtre elle joue une femme battue
le prix du gaz augmente
mon toit a besoin de tuiles
des tuiles à changer sur mon toit
le plafond de ressources pour le logement
le plafond des aides
à quel âge peut on entrer à la crèche
mon fils est entré en sixième
j'ai oublié mon parapluie dans les toilettes de la mairie
les toilettes du parc sont sales
je suis coincée au travail je ne peux pas venir
je suis bloquée à la maison
""".strip().splitlines()


@pytest.mark.parametrize(
    ("kind", "words"),
    [(kind, words) for kind, told in TOLD.items() for words in told.strip().splitlines()],
)
def test_somebody_in_danger_near_the_caller_is_told_the_right_number(kind, words):
    assert is_emergency(words)
    assert tongue_of("fr").emergency_kind(words) == kind


@pytest.mark.parametrize("words", NOT_TOLD)
def test_an_errand_that_holds_the_same_words_is_none(words):
    assert not is_emergency(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("j'ai dix ans ma maman est tombée amoureuse", None),
        ("j'ai dix ans maman est tombée malade", None),
        ("j'ai dix ans maman est tombée", "medical"),
        ("j'ai laissé le bébé chez ma mère", None),
        ("on a abandonné un bébé", "any"),
        ("elle a son bébé là et veut l'inscrire à la crèche", None),
        ("elle va avoir le bébé maintenant", "medical"),
        ("ma locataire n'a pas les volets", None),
        ("ma voisine n'a pas ouvert ses volets", "medical"),
        ("c'est pour un feu de broussailles il faut une autorisation", None),
        ("c'est pour un feu de broussailles derrière le stade", "fire"),
    ],
)
def test_the_families_tell_an_errand_from_the_danger_it_sounds_like(words, kind):
    assert danger_told(fold(words)) == kind


@pytest.mark.parametrize(
    "words",
    [
        "mon mari me frappe souvent",
        "il y a des années que mon mari me bat",
        "mon père nous frappe tous les soirs",
    ],
)
def test_a_habit_of_blows_is_an_emergency_although_it_began_long_ago(words):
    assert tongue_of("fr").emergency_kind(words) == "violence"
