# How the figures are made; the impact of a case.
