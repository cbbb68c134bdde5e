"""What ears are worth: sentences, voices, lines and people they were never trained on.

`errors` counts wrong words; `conditions` makes a sound what a telephone brings; `speakers` are the voices
kept for this, `kokoro_speakers` the natural ones; `sounds` keeps what they said; `people` are recordings of
humans; `trial` has a model hear it all; `closed` tries runtime grammars.
"""
