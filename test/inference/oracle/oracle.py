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


def z_of(level):
    return Decimal(float(-special.ndtri((1 - level) / 2)))


def wilson(k, n, level):
    """The roots of (p - k/n)^2 = z^2 p (1 - p) / n, in 60 digits."""
    z2 = z_of(level) ** 2
    k, n = Decimal(k), Decimal(n)
    a, b, c = n + z2, 2 * k + z2, k * k / n
    root = (b * b - 4 * a * c).sqrt()
    return ((b - root) / (2 * a), (b + root) / (2 * a))


def wilson_intervals():
    for k, n in PROPORTIONS:
        for level in (0.95, 0.999):
            low, high = wilson(k, n, level)
            scipy_ends = stats.binomtest(k, n).proportion_ci(level, method="wilson")
            assert math.isclose(scipy_ends.high, float(high), rel_tol=1e-9)
            yield {"successes": k, "total": n, "level": level, "interval": [float(low), float(high)]}


PAIRS = [
    ((36, 16), (40, 80)), ((1, 1), (10, 20)), ((3, 25100), (100, 1_000_000)), ((587, 12), (25100, 9000)),
    ((9_999, 1), (10_000, 10_000)), ((5, 4), (10_000_000, 9_000_000)),
]


def koopman(x, m, y, n, level):
    """The ratios at which Pearson's statistic reaches the quantile, by bisection in 60 digits."""
    critical = z_of(level) ** 2

    def excess(ratio):
        # The likeliest second rate q with first = ratio q: the root of the derivative of the likelihood, in [0, 1].
        a = ratio * (m + n)
        b = -(ratio * (m + y) + x + n)
        c = Decimal(x + y)
        q = (-b - (b * b - 4 * a * c).sqrt()) / (2 * a)
        p = ratio * q
        return (x - m * p) ** 2 / (m * p * (1 - p)) + (y - n * q) ** 2 / (n * q * (1 - q)) - critical

    estimate = Decimal(x) / m / (Decimal(y) / n)
    ends = []
    for outer in (estimate / Decimal(10) ** 9, estimate * Decimal(10) ** 9):
        out, within = outer.ln(), estimate.ln()
        for _ in range(160):
            middle = (out + within) / 2
            if excess(middle.exp()) > 0:
                out = middle
            else:
                within = middle
        ends.append(float(within.exp()))
    return ends


def rate_ratios():
    for (x, y), (m, n) in PAIRS:
        yield {"successes": [x, y], "totals": [m, n], "interval": koopman(x, m, y, n, 0.95)}


def rate_differences():
    """Newcombe's method 10, from the roots above."""
    for (x, y), (m, n) in PAIRS:
        (l1, u1), (l2, u2) = wilson(x, m, 0.95), wilson(y, n, 0.95)
        p, q = Decimal(x) / m, Decimal(y) / n
        low = p - q - ((p - l1) ** 2 + (u2 - q) ** 2).sqrt()
        high = p - q + ((u1 - p) ** 2 + (q - l2) ** 2).sqrt()
        yield {"successes": [x, y], "totals": [m, n], "interval": [float(low), float(high)]}


def paired_differences():
    """Newcombe's method 10 for pairs, in 60 digits."""
    for table in [(56, 15, 23, 6), (1, 1, 7, 12), (900, 3, 40, 24_157), (0, 7, 2, 91), (40, 2, 1, 900_000)]:
        a, b, c, d = (Decimal(v) for v in table)
        n = a + b + c + d
        # b: only the first has it; c: only the second.
        p, q = (a + b) / n, (a + c) / n
        (l1, u1), (l2, u2) = wilson(a + b, n, 0.95), wilson(a + c, n, 0.95)
        product = (a + b) * (c + d) * (a + c) * (b + d)
        numerator = a * d - b * c
        if numerator > 0:
            numerator = max(numerator - n / 2, Decimal(0))
        phi = Decimal(0) if product == 0 else numerator / product.sqrt()
        dl1, du1, dl2, du2 = p - l1, u1 - p, q - l2, u2 - q
        low = p - q - (dl1**2 - 2 * phi * dl1 * du2 + du2**2).sqrt()
        high = p - q + (du1**2 - 2 * phi * du1 * dl2 + dl2**2).sqrt()
        yield {"table": list(table), "interval": [float(low), float(high)]}


def odds_ratios():
    for table in [(10, 20, 5, 30), (1, 999, 3, 100_000), (0, 7, 2, 91), (50, 29_950, 20, 59_980)]:
        half = Decimal("0.5") if 0 in table else Decimal(0)
        a, b, c, d = (Decimal(v) + half for v in table)
        ratio = (a * d / (b * c)).ln()
        reach = z_of(0.95) * (1 / a + 1 / b + 1 / c + 1 / d).sqrt()
        yield {
            "table": list(table),
            "estimate": float(ratio.exp()),
            "interval": [float((ratio - reach).exp()), float((ratio + reach).exp())],
        }


print(json.dumps({
    "scipy": scipy.__version__,
    "wilsonIntervals": list(wilson_intervals()),
    "rateRatios": list(rate_ratios()),
    "rateDifferences": list(rate_differences()),
    "pairedDifferences": list(paired_differences()),
    "oddsRatios": list(odds_ratios()),
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
