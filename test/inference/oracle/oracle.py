"""Values that the tests of src/inference hold its functions to: SciPy's, or exact integer arithmetic where SciPy
underflows or has no such function. Made-up counts.

    python3 test/inference/oracle/oracle.py > test/inference/oracle/oracle.json && npm run format
"""

import json
import math
from decimal import Decimal, getcontext
from fractions import Fraction

import scipy
from scipy import optimize, special, stats

getcontext().prec = 60


def ln(fraction):
    """ln of a fraction of whole numbers, however small."""
    return float((Decimal(fraction.numerator) / Decimal(fraction.denominator)).ln())


PROPORTIONS = [
    (0, 10), (1, 10), (5, 10), (10, 10), (1, 1000), (3, 25100), (1568, 25100), (999, 1000),
    (15156, 96499), (1, 10_000_000), (5_000_000, 10_000_000), (9_999_990, 10_000_000),
]


def exact_intervals():
    for k, n in PROPORTIONS:
        for level in (0.95, 0.999):
            # Not binomtest().proportion_ci(), whose root search stops at an absolute 2e-12.
            alpha = 1 - level
            low = 0 if k == 0 else float(special.betaincinv(k, n - k + 1, alpha / 2))
            high = 1 if k == n else float(special.betainccinv(k + 1, n - k, alpha / 2))
            yield {"successes": k, "total": n, "level": level, "interval": [low, high]}


def mid_p_bound(k, n, alpha):
    """The p at which the mid-p tail from k upwards has the probability alpha / 2."""

    def excess(p):
        at_least = special.betainc(k, n - k + 1, p)
        more = special.betainc(k + 1, n - k, p) if k < n else 0
        return (at_least + more) / 2 - alpha / 2

    return optimize.brentq(excess, 0, 1, xtol=1e-300, rtol=1e-14, maxiter=2000)


def mid_p_intervals():
    for k, n in PROPORTIONS:
        low = 0 if k == 0 else mid_p_bound(k, n, 0.05)
        high = 1 if k == n else 1 - mid_p_bound(n - k, n, 0.05)
        yield {"successes": k, "total": n, "level": 0.95, "interval": [low, high]}


TABLES = [
    (3, 1, 1, 3), (8, 2, 1, 5), (0, 5, 5, 0), (5, 0, 0, 5), (50, 29950, 20, 59980), (12, 5, 7, 20),
    (10, 3, 29997, 69990), (200, 100, 100, 400), (1, 0, 0, 0), (0, 0, 3, 4), (7, 7, 7, 7), (40, 2, 3, 1000),
    (500, 20, 30, 9450), (30, 500, 500, 900),
]


def fisher():
    for a, b, c, d in TABLES:
        kind, other, drawn = a + c, b + d, a + b
        whole = math.comb(kind + other, drawn)
        most = min(kind, drawn)
        fewest = max(0, drawn - other)

        def ways(x):
            return math.comb(kind, x) * math.comb(other, drawn - x)

        greater = Fraction(sum(ways(x) for x in range(a, most + 1)), whole)
        mid = greater - Fraction(ways(a), 2 * whole)
        seen = ways(a)
        both = Fraction(
            sum(w for w in map(ways, range(fewest, most + 1)) if w * 10**7 <= seen * (10**7 + 1)), whole)
        yield {
            "table": [a, b, c, d],
            "greater": ln(greater), "midP": ln(mid), "twoSided": ln(both),
            "scipy": float(stats.fisher_exact([[a, b], [c, d]])[1]),
        }


def mcnemar():
    for b, c in [(0, 0), (1, 0), (10, 2), (5, 5), (30, 12), (400, 200), (3, 1000)]:
        n = b + c
        tail = sum(math.comb(n, x) for x in range(0, min(b, c) + 1))
        point = math.comb(n, min(b, c))
        exact = min(Fraction(1), Fraction(2 * tail, 2**n))
        mid = Fraction(2 * tail - point, 2**n)
        yield {"b": b, "c": c, "exact": ln(exact), "midP": ln(mid)}


def chi_square():
    for x in (0, 1e-6, 0.1, 1, 2, 3.841458820694124, 7.99, 8.01, 10, 42.4, 100, 1000, 20000):
        yield {"statistic": x, "logP": float(stats.norm.logsf(math.sqrt(x)) + math.log(2))}


def g_squared():
    for a, b, c, d in TABLES:
        if min(a + b, c + d, a + c, b + d) == 0:
            continue
        result = stats.chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood")
        yield {"table": [a, b, c, d], "statistic": float(result[0])}


def corrections():
    p = [0.01, 0.0004, 0.03, 0.5, 0.0004, 1, 0.2, 1e-12]
    order = sorted(range(len(p)), key=lambda i: p[i])
    holm = [0.0] * len(p)
    running = 0.0
    for rank, i in enumerate(order):
        running = max(running, min(1.0, (len(p) - rank) * p[i]))
        holm[i] = running
    return {
        "p": p,
        "bh": [float(x) for x in stats.false_discovery_control(p, method="bh")],
        "by": [float(x) for x in stats.false_discovery_control(p, method="by")],
        "holm": holm,
    }


def kappas():
    """The standard error by the delta method, with numeric derivatives: nothing of the closed form."""

    def kappa(q):
        chance = (q[0] + q[1]) * (q[0] + q[2]) + (q[2] + q[3]) * (q[1] + q[3])
        return (q[0] + q[3] - chance) / (1 - chance)

    for table in [(20, 5, 10, 15), (40, 2, 3, 1000), (1, 10, 12, 3), (200, 100, 100, 400)]:
        n = sum(table)
        q = [x / n for x in table]
        step = 1e-6
        slope = []
        for i in range(4):
            up, down = list(q), list(q)
            up[i] += step
            down[i] -= step
            slope.append((kappa(up) - kappa(down)) / (2 * step))
        mean = sum(g * x for g, x in zip(slope, q))
        variance = sum(g * g * x for g, x in zip(slope, q)) - mean * mean
        yield {"table": list(table), "kappa": kappa(q), "error": math.sqrt(variance / n)}


def before_after():
    for counts, exposures in [((10, 30), (7, 7)), ((0, 5), (1, 1)), ((200, 180), (30, 20)), ((3, 400), (10, 10))]:
        n = sum(counts)
        share = Fraction(exposures[0], sum(exposures))
        pmf = [math.comb(n, x) * share**x * (1 - share) ** (n - x) for x in range(n + 1)]
        lower, upper = sum(pmf[: counts[0] + 1]), sum(pmf[counts[0]:])
        yield {"counts": counts, "exposures": exposures, "logP": ln(min(Fraction(1), 2 * min(lower, upper)))}


def strata():
    tables = [(10, 20, 5, 30), (3, 7, 2, 12), (40, 60, 30, 90)]
    result = {"tables": tables}
    difference = variance = top = bottom = Fraction(0)
    for a, b, c, d in tables:
        n = a + b + c + d
        difference += a - Fraction((a + b) * (a + c), n)
        variance += Fraction((a + b) * (c + d) * (a + c) * (b + d), n * n * (n - 1))
        top += Fraction(a * d, n)
        bottom += Fraction(b * c, n)
    result["statistic"] = float((abs(difference) - Fraction(1, 2)) ** 2 / variance)
    result["oddsRatio"] = float(top / bottom)
    return result


print(json.dumps({
    "scipy": scipy.__version__,
    "exactIntervals": list(exact_intervals()),
    "midPIntervals": list(mid_p_intervals()),
    "fisher": list(fisher()),
    "mcNemar": list(mcnemar()),
    "chiSquare": list(chi_square()),
    "gSquared": list(g_squared()),
    "corrections": corrections(),
    "kappas": list(kappas()),
    "beforeAfter": list(before_after()),
    "strata": strata(),
}, indent=1))
