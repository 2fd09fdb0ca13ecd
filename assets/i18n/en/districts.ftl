# Pages of areas and districts.
