"""The WSGI entry for granian or any other server."""

import os

from django.core.wsgi import get_wsgi_application

from zhucun.config.parent import end_with_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhucun.config.settings")
application = get_wsgi_application()
end_with_server()
