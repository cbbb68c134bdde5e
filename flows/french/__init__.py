"""French, as callers speak it."""
