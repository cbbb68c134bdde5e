"""Whether a sentence tells of somebody in danger, learnt from sentences; the lists of words stand beside."""
