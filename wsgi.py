"""What gunicorn serves: an application that answers at once, while the line is still being loaded."""

from ivr import create_app
from ivr.settings import load_settings
from ivr.waking import Loaded, Waking

settings = load_settings()
app = Waking(
    lambda: create_app(settings),
    loaded=Loaded(settings.var / "loaded.lock"),
    switchboard=settings.town.switchboard,
)
