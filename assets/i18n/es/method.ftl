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

# Lo que un caso del registro hace a la gente.
harm-case-plan-h2 = A quién perjudicaría
harm-case-were-h2 = A quién podría ayudar hoy
harm-case-unknown = No se puede contar aquí lo que esto haría a la gente: sus oficinas no tienen nombre, no se conoce su lugar o ya no están abiertas.
harm-case-busy = Demasiadas personas piden cifras en este momento. Vuelva a cargar esta página en un minuto.
harm-case-none-left = Después de esto no quedaría ninguna oficina de este tipo cuyo lugar conozcamos. Así que no hay manera de contar.
harm-case-fault = En este momento no se pueden hacer las cifras de este caso.
harm-case-left-out = { $n ->
    [one] Una oficina más de este caso no se cuenta: no se conoce su lugar, no tiene nombre o ahí nada cambia.
   *[other] { $n } oficinas más de este caso no se cuentan: no se conoce su lugar, no tienen nombre o ahí nada cambia.
}
harm-case-rough = De una oficina solo conocemos el pueblo o el código postal. Las distancias pueden tener un error de algunas millas.
harm-case-without-place = { $n ->
    [one] No se conoce el lugar de una oficina abierta de este tipo, así que estas cifras no envían a nadie ahí.
   *[other] No se conoce el lugar de { $n } oficinas abiertas de este tipo, así que estas cifras no envían a nadie ahí.
}
harm-case-zip = En este sitio no hay un censo cargado. Por eso estas cifras cuentan zonas de código postal, una vez cada una, y no personas.
harm-case-were-how = Esto compara la oficina con las oficinas y la gente de hoy. No dice lo que el cierre causó en su momento.
harm-case-all = Todas las cifras, y qué pasaría con otro plan
harm-case-method = Cómo se cuenta esto
harm-case-closes = { $n ->
    [0] Si cierra una oficina ({ $office }), a nadie de los contados aquí le cambia la oficina más cercana.
    [one] Si cierra una oficina ({ $office }), { $people } pierde su oficina más cercana.
   *[other] Si cierra una oficina ({ $office }), { $people } pierden su oficina más cercana.
}
harm-case-close = { $n ->
    [0] Si cierran estas { $offices } oficinas, a nadie de los contados aquí le cambia la oficina más cercana.
    [one] Si cierran estas { $offices } oficinas, { $people } pierde su oficina más cercana.
   *[other] Si cierran estas { $offices } oficinas, { $people } pierden su oficina más cercana.
}
harm-case-moves = { $n ->
    [0] Con este traslado, a nadie de los contados aquí le cambia la oficina más cercana.
   *[other] Con este traslado, la oficina más cercana cambia de lugar para { $people }.
}
harm-case-opens = { $n ->
    [0] Si una oficina estuviera abierta hoy ({ $office }), no sería la más cercana de nadie.
   *[other] Si una oficina estuviera abierta hoy ({ $office }), sería la más cercana para { $people }.
}
harm-case-open = { $n ->
    [0] Si estas { $offices } oficinas estuvieran abiertas hoy, no serían las más cercanas de nadie.
   *[other] Si estas { $offices } oficinas estuvieran abiertas hoy, serían las más cercanas para { $people }.
}
harm-case-longer = { $n ->
    [one] El camino es { $length } más largo, solo de ida.
   *[other] Su camino se alarga { $length } en promedio, solo de ida.
}
harm-case-shorter = { $n ->
    [one] El camino es { $length } más corto, solo de ida.
   *[other] Su camino se acorta { $length } en promedio, solo de ida.
}
harm-queue = La fila en la oficina siguiente puede hacer más daño que las millas.
harm-queue-study = Después del cierre de oficinas del Seguro Social, los investigadores hallaron:
harm-flows = A dónde iría la gente
harm-from = La más cercana ahora
harm-to = La más cercana después
harm-mean-miles = Millas, en promedio
harm-mean-minutes = Minutos, en promedio
harm-mean-short = Cambio, en promedio
harm-load = Más o menos trabajo
harm-load-unknown = no se sabe
harm-load-cases = El trabajo se cuenta en casos: los de una oficina cerrada se reparten según a dónde va su gente.
harm-load-need = El trabajo se cuenta en quienes tienen la oficina más cerca o pertenecen a ella, porque no se conocen los casos de todas las oficinas.
harm-more-rows = La página con todas las cifras tiene el resto.
harm-districts = Dónde viven, y quién los representa
harm-district = Distrito
harm-whom-to-call = A quién llamar
harm-holder-page = página oficial
