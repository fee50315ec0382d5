import time
from tests.console.differencing.test_differencing import *
def test_figures(played):
    t=time.time(); p=played(10); t1=time.time()
    true=[figures_of(one) for one in p.true]
    a=attacker_of(p)
    print("TOLD everyone", a.told[(), "since_go_live"], "held", [[(str(h.cohort), h.span, h.since.date().isoformat()) for h in one.held] for one in p.shown])
    print("VERSIONS", {str(k): v for k, v in a.versions.items() if k[1]=="since_go_live"})
    print("weeks", {str(k): v for k, v in a.versions.items() if k[1] in("week_1","week_3") and len(k[0])<2})
    x = attack(p, 20_000)
    t2=time.time()
    print("FIGURES", x.answered, len(x.facts), t1-t, t2-t1)
    t=time.time()
