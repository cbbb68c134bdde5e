"""`python -m ivr.cli`: the standardiste command without its script."""

from ivr.cli import main

main()
