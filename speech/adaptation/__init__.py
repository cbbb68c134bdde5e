"""Teach a recogniser of our own the town's words: streets, services, people.

A model's graph says two things: how each word is pronounced (`HCLr.fst`) and which words follow which
(`Gr.fst`). Both are read back, the town's words are added, and both are written again; the network that hears
sounds stays as it is. Nothing but numpy and Piper's espeak is needed, and nobody's administrator rights.
"""
