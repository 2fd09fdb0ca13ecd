# Tiempos de viaje y otros datos para las cifras.
