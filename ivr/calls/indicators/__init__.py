"""How the line does: what each call was, in figures that hold no word and no number."""
