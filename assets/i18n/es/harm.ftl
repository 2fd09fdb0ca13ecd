# Cifras de quién sale perjudicado, donde sea que aparezcan.

who-everyone = todas las personas
who-in_poverty = personas en la pobreza
who-below_185 = personas con bajos ingresos
who-snap_households = hogares con SNAP
who-no_car = hogares sin carro
who-aged_65 = personas de 65 años o más
who-disability = personas con una discapacidad
who-limited_english = hogares con poco inglés
who-zip_areas = zonas de código postal
how-many-everyone = { $n ->
    [one] 1 persona
   *[other] { $shown } personas
}
how-many-in_poverty = { $n ->
    [one] 1 persona en la pobreza
   *[other] { $shown } personas en la pobreza
}
how-many-below_185 = { $n ->
    [one] 1 persona con bajos ingresos
   *[other] { $shown } personas con bajos ingresos
}
how-many-snap_households = { $n ->
    [one] 1 hogar con SNAP
   *[other] { $shown } hogares con SNAP
}
how-many-no_car = { $n ->
    [one] 1 hogar sin carro
   *[other] { $shown } hogares sin carro
}
how-many-aged_65 = { $n ->
    [one] 1 persona de 65 años o más
   *[other] { $shown } personas de 65 años o más
}
how-many-disability = { $n ->
    [one] 1 persona con una discapacidad
   *[other] { $shown } personas con una discapacidad
}
how-many-limited_english = { $n ->
    [one] 1 hogar con poco inglés
   *[other] { $shown } hogares con poco inglés
}
how-many-zip_areas = { $n ->
    [one] 1 zona de código postal
   *[other] { $shown } zonas de código postal
}
length-miles = { $n ->
    [one] 1 milla
   *[other] { $shown } millas
}
length-minutes = { $n ->
    [one] 1 minuto
   *[other] { $shown } minutos
}
give-or-take = { $margin } más o menos
area-kind-county = Condado
area-kind-place = Ciudad, pueblo o villa
area-kind-community_area = Área comunitaria de Chicago
area-kind-ward = Distrito municipal (ward)
area-kind-house = Distrito de la Cámara de Illinois
area-kind-senate = Distrito del Senado de Illinois
area-kind-congress = Distrito del Congreso de EE. UU.
area-named-county = Condado de { $name }
area-named-ward = Ward { $number }
area-named-house = Distrito { $number } de la Cámara de Illinois
area-named-senate = Distrito { $number } del Senado de Illinois
area-named-congress = Distrito { $number } del Congreso de EE. UU.
load-cases = casos
load-survey = Contamos hogares con SNAP por condado, según una encuesta de { $span }. Es una estimación, no un conteo de expedientes.
load-cases-of = Contamos { $program } ({ $measure }, { $vintage }).
rough-places = { $n ->
    [one] De 1 oficina solo conocemos el pueblo o el código postal: { $offices }. Sus distancias pueden tener un error de algunas millas.
   *[other] De { $n } oficinas solo conocemos el pueblo o el código postal: { $offices }. Sus distancias pueden tener un error de algunas millas.
}
rough-open = { $n ->
    [one] De 1 oficina abierta de este tipo solo conocemos el pueblo o el código postal. Las distancias a ella pueden tener un error de algunas millas.
   *[other] De { $n } oficinas abiertas de este tipo solo conocemos el pueblo o el código postal. Las distancias a ellas pueden tener un error de algunas millas.
}
