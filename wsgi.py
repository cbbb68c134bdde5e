"""What gunicorn serves: an application that answers at once, while the line is still being loaded."""

from ivr import create_app
from ivr.loaded import Loaded
from ivr.settings import load_settings
from ivr.waking import Waking

settings = load_settings()
app = Waking(
    lambda: create_app(settings),
    loaded=Loaded(settings.var),
    switchboard=settings.town.switchboard,
)
