# Cómo se hacen las cifras; el impacto de un caso.

# El mapa de un cambio, su clave y su tabla.
harm-map-none = A nadie le cambia la oficina más cercana.
harm-map-longer = Dónde se alarga el camino a la oficina más cercana
harm-map-shorter = Dónde se acorta el camino a la oficina más cercana
harm-map-mixed = Dónde cambia el camino a la oficina más cercana
harm-map-most = Donde más se alarga es { $place }: { $length }.
harm-map-most-less = Donde más se acorta es { $place }: { $length }.
harm-places-tract = { $n ->
    [one] 1 sector censal pasa a tener otra oficina más cercana
   *[other] { $shown } sectores censales pasan a tener otra oficina más cercana
}
harm-places-block_group = { $n ->
    [one] 1 grupo de manzanas pasa a tener otra oficina más cercana
   *[other] { $shown } grupos de manzanas pasan a tener otra oficina más cercana
}
harm-places-zip = { $n ->
    [one] 1 zona de código postal pasa a tener otra oficina más cercana
   *[other] { $shown } zonas de código postal pasan a tener otra oficina más cercana
}
harm-most-rows = Los { $n } lugares donde más cambia, sumando personas y distancia. El archivo los tiene todos.
harm-col-place = Lugar
harm-col-before = La más cercana antes
harm-col-after = La más cercana después
harm-col-miles = Millas de más
harm-col-miles-less = Millas de menos
harm-col-minutes = Minutos de más
harm-col-minutes-less = Minutos de menos
harm-tract = Sector { $tract }
harm-block-group = Sector { $tract }, grupo de manzanas { $group }
harm-zip = Código postal { $zip }
harm-no-office = ninguna oficina conocida
harm-new-office = oficina nueva { $name }
harm-unknown = sin camino conocido
harm-csv = Todas las cifras en una tabla (CSV)
harm-geojson = Todos los lugares en un archivo de mapa (GeoJSON)
harm-how = Cómo leer esto
harm-key-miles = Colores: millas de más, solo de ida
harm-key-miles-less = Colores: millas de menos, solo de ida
harm-key-minutes = Colores: minutos de más, solo de ida
harm-key-minutes-less = Colores: minutos de menos, solo de ida
harm-key-up-to = hasta { $to }
harm-key-between = de { $from } a { $to }
harm-key-over = más de { $from }
harm-key-less = más corto que antes
harm-key-unsure = número de personas poco seguro
harm-key-lost = ya sin camino conocido
harm-key-goes = cierra o se va
harm-key-takes = la gente iría aquí
harm-sizes = Tamaño de un punto
harm-zip-alike = Cada punto es una zona de código postal. No dice cuántas personas viven ahí.
harm-beyond = A qué distancia queda la oficina más cercana: { $who }
harm-beyond-miles = { $n ->
    [one] A más de 1 milla
   *[other] A más de { $n } millas
}
harm-beyond-minutes = A más de { $n } minutos
harm-one-closing = Con un cierre más, ninguna oficina cerca
harm-how-far = Distancia
harm-before = Antes
harm-after = Después
