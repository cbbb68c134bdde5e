"""How the project's own ears are made: from texts to a Vosk model, one resumable command a stage.

The product never imports this package; its extra libraries come with `pip install '.[training]'`. The stages,
in order, and where each is explained: docs/ears.md.
"""
