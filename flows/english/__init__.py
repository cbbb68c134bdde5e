"""English, as callers speak it: the counterpart of `understand`, `choosing`, `routes` and `collect`."""
