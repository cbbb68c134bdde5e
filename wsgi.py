"""What gunicorn serves: an application that answers at once, while the line is still being loaded."""

from ivr import create_app
from ivr.waking import Waking

app = Waking(create_app)
