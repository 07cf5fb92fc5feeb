"""The API: each topic's read endpoints and the one write door, under /api/v1/, with its text for people beside it."""

from ninja import NinjaAPI

from zhucun.config.api_doors import by_session, by_token, describe_problems
from zhucun.config.api_text import Text, for_whoever_is_logged_in
from zhucun.org.places.api import router as places

api = NinjaAPI(
    title="驻村",
    version="1",
    description="读：只看得到自己范围里的记录。写：只有一个门，POST /acts，每个动作带编号，送两遍只办一次。",
    auth=[by_token, by_session],
    docs=Text(),
    docs_decorator=for_whoever_is_logged_in,
    urls_namespace="api",
)
describe_problems(api)

# Each topic's router, in the order of the packages.
api.add_router("", places, tags=["点位"])
