# Tiempos de viaje y otros datos para las cifras.

# When more questions are asked than can be answered at once
crowded-title = Muchas personas están preguntando en este momento

# On the data page
times-by-car = Tiempos de viaje en coche: { $kind }
times-by-transit = Tiempos de viaje en autobús y tren: { $kind }
