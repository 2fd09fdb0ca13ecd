# Cómo se hacen las cifras; el impacto de un caso.
