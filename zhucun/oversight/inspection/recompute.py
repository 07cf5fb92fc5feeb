"""The ten lines by which anybody draws a round again from its document; docs/draw.md has the same (R-INS-04)."""

TEN_LINES = """\
import decimal, hashlib, hmac, json
decimal.getcontext().prec = 50
round = json.load(open("draw.json", encoding="utf-8"))
sealed, seed = round["sealed"], "|".join([*round["halves"], round["public_number"]]).encode()
text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
assert hashlib.sha256(text.encode()).hexdigest() == round["seal"]
assert [hashlib.sha256(half.encode()).hexdigest() for half in round["halves"]] == sealed["secret_hashes"]
u = lambda team: decimal.Decimal(2 * int(hmac.new(seed, team.encode(), "sha256").hexdigest(), 16) + 1) / 2**257
order = sorted(sealed["list"], key=lambda one: (-u(one[0]).ln() / one[2], one[0]))
print([team for kind, size in sorted(sealed["sizes"].items()) for team in [n for n, s, w in order if s == kind][:size]])
"""
