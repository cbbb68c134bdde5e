"""First names that many people bear: where one ends, a surname begins."""

from __future__ import annotations

_NAMES = """
adrien alain albert alexandre alexis alice aline amandine amélie anaïs andré anne annie
antoine arnaud arthur audrey aurélie baptiste benjamin benoît bernard bertrand brigitte bruno
béatrice camille carole caroline catherine chantal charles charlotte chloé christian christine
christophe claire claude claudine clément colette corinne cyril cécile céline damien daniel
danielle david delphine denis denise didier dominique emilie emma emmanuel etienne eva fabien
fabrice florence florent françois françoise frédéric gabriel geneviève georges gilbert gilles
guillaume guy gérard henri hervé hugo hélène inès isabelle jacqueline jacques jean jeanne
joseph josette joël julie julien juliette jérôme karim kevin laetitia laura laurence laurent
lionel louis louise luc lucas lucie ludovic léa léo manon marc marcel marie marine marion
martin martine mathieu mathilde maurice maxime michel michèle mireille mohamed monique moussa
mélanie nadia nathalie nicolas nicole nina olivier pascal pascale patrice patrick paul
paulette philippe pierre quentin raphaël raymond rené richard robert roger roland romain régis
sabrina samuel sandrine sarah serge simon simone solène sonia sophie stéphane stéphanie
suzanne sylvain sylvie sébastien thierry thomas théo thérèse valérie vanessa victor vincent
virginie véronique xavier yann yves yvette yvonne zoé édouard élodie émilie éric étienne
"""
FIRST_NAMES = frozenset(_NAMES.split())
