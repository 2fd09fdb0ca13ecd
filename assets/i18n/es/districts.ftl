# Páginas de zonas y distritos.

area-kinds-county = Condados
area-kinds-place = Ciudades, pueblos y villas
area-kinds-community_area = Áreas comunitarias de Chicago
area-kinds-ward = Distritos municipales (wards)
area-kinds-house = Distritos de la Cámara de Illinois
area-kinds-senate = Distritos del Senado de Illinois
area-kinds-congress = Distritos del Congreso de EE. UU.
nav-areas = Distritos y condados
district-index-title = Distritos y condados
district-index-lead = Encuentre su condado y los distritos donde vive, quién le representa allí, a qué distancia quedan las oficinas y qué se perdió.
district-index-all = Todos los distritos y condados
district-ask = Su código postal, ciudad o dirección
district-ask-hint = La dirección con calle y número da la respuesta más segura. No guardamos lo que usted escribe.
district-none-loaded = Por ahora aquí solo se conocen los condados.
district-none-loaded-how = Los distritos legislativos, las ciudades y las cifras de personas vienen de la Oficina del Censo. Quien maneja este sitio los puede cargar con
district-found-h2 = Alrededor de { $place }
district-found-zip = Nos guiamos por el centro del código postal. Cerca de un límite, usted puede vivir del otro lado: escriba su dirección para estar seguro.
district-found-town = Nos guiamos por el centro de la ciudad. Una ciudad puede tener más de un distrito: escriba su dirección para estar seguro.
district-found-guessed = Adivinamos lo que usted quiso decir y nos guiamos por su centro. Escriba su dirección para estar seguro.
district-found-none = No conocemos ningún condado ni distrito alrededor de ese lugar.
district-found-county = Un condado puede tener más de un distrito. Su página los muestra todos.
district-found-open = Abrir { $area }
district-list-all = Mostrar todos
district-list-letters = Elija la primera letra del nombre.
district-list-letters-of = Primera letra: { $kind }
district-list-none = Ningún nombre empieza con esa letra.
district-missing = No conocemos ese lugar
district-missing-kind = No conocemos esa clase de distrito. Los distritos pueden cambiar de número, y no todos los sitios los tienen todos.
district-missing-slug = Aquí no hay ninguna página con ese nombre. Buscamos: { $kind }.

district-lead = Las oficinas de aquí, quién representa a la gente, qué tan lejos tiene que ir y qué se perdió.
district-map = { $area } en el mapa, con oficinas de esta clase: { $kind }
district-map-many = { $n } oficinas muy juntas. Ir a la lista de oficinas.
district-fault = No entendimos una parte de la pregunta
district-map-several = Varias oficinas: vea la lista
district-holder-h2 = Quién ocupa este cargo
district-holder = Este cargo lo ocupa
district-holder-page = Página oficial
district-holder-mail = Correo electrónico oficial
district-holder-as-of = Según la lista de { $date }.
district-holder-unknown = Este sitio no sabe quién ocupa este cargo. La lista no está cargada aquí.
district-holder-none = No sabemos quién ocupa este cargo.
district-vacant = La lista de { $date } no nombra a nadie para este cargo. Puede estar vacante.
holder-office-springfield = Oficina en Springfield
holder-office-washington = Oficina en Washington
holder-office-district = Oficina en el distrito
holder-office-other = Oficina
district-neighbours-h2 = Quién representa a la gente de aquí
district-neighbours-all = Mostrar los { $n }
district-neighbours-how = Nos guiamos por el centro de cada sector censal o código postal, así que puede faltar un distrito que solo tiene aquí una esquina pequeña.

district-offices-h2 = Oficinas que hay aquí ahora
district-offices-none = No conocemos ninguna oficina aquí.
district-gone = { $n ->
    [one] 1 oficina que ya no está
   *[other] { $n } oficinas que ya no están
}
district-serving-h2 = Qué oficina de ayuda atiende a cada condado
district-serving-several = { $n } oficinas de ayuda. Cuál le toca depende de su dirección: llame a una de ellas.
district-serving-unknown = La lista no nombra ninguna oficina.
district-serving-how = El estado asigna cada condado a una oficina. Puede que no sea la más cercana.
district-serving-as-of = Lista del { $date }.
district-part = (una parte)

district-today-h2 = Qué tan lejos queda hoy
district-service = Clase de oficina
district-service-go = Mostrar
district-service-fault = Encontramos «{ $found }». Elija una clase de oficina de la lista.
district-busy = En este momento preguntan demasiadas personas, por eso no están las cifras. Vuelva a cargar la página en un minuto.
district-no-answer = Con lo que está cargado aquí no se pueden calcular las cifras.
district-nobody = Ningún sector censal ni código postal tiene aquí su centro, así que no hay nada que contar.
district-no-offices = No hay ninguna oficina abierta de esta clase en un lugar que conozcamos.
district-here = Aquí viven cerca de { $many }
district-here-zip = { $many } aquí
district-zip-areas = No hay cifras de personas cargadas, por eso contamos códigos postales. Cada uno cuenta una vez, viva allí mucha o poca gente.
district-need-guess = Esta cifra es poco más que una suposición: aquí se preguntó a pocas personas. Tome con cuidado todas las cifras que siguen.
district-mean = es el trayecto promedio a la oficina más cercana, solo de ida
district-median = o menos para la mitad
district-p90 = o menos para nueve de cada diez
district-no-way = No sabemos a qué distancia de aquí queda ninguna oficina.
district-place = { $kind }: lugar { $place } de { $of } según el trayecto promedio; el 1 tiene el más largo.
district-ties = { $n ->
    [one] Otro tiene el mismo.
   *[other] Otros { $shown } tienen el mismo.
}
district-span = La encuesta no los distingue a todos. Comparado con cada uno de los demás, uno por uno y con 90% de certeza, su lugar está entre el { $first } y el { $last }. Con tantas comparaciones, el lugar verdadero también puede quedar fuera de ese margen.
district-span-zip = Esto va por códigos postales, vivan en ellos muchas personas o pocas. Por favor, no lo cite.
district-span-unknown = No podemos decir qué tan seguro es ese lugar, porque la encuesta no da aquí un margen de error.
district-table = Qué tan lejos de la oficina más cercana, por grupo
district-who = Quiénes
district-all = Total aquí
district-beyond = A más de { $length }
district-one-left = A un cierre de quedarse sin ninguna
district-mean-short = Trayecto promedio
district-p90-short = Nueve de diez, hasta
district-one-left-what = «A un cierre de quedarse sin ninguna»: tienen una oficina a { $length } o menos, y ninguna otra.
district-crow = Las distancias son en línea recta. Los caminos son más largos. Los números después de ± son márgenes de error.
district-guess = suposición
district-guess-what = «Suposición»: el margen de error es más del 66 % de la cifra (un coeficiente de variación de más del 40 %).
district-gaps = { $n ->
    [one] Para algunos grupos la encuesta no tiene cifra en 1 sector censal de aquí.
   *[other] Para algunos grupos la encuesta no tiene cifra en hasta { $n } sectores censales de aquí.
}
district-silent = La encuesta no tiene aquí cifras de: { $who }.
district-how = Cómo lo sabemos
district-worst-h3 = La oficina que más importa aquí
district-worst = Si cerrara, { $many } de aquí tendrían otra oficina como la más cercana, { $length } más lejos en promedio.
district-worst-no-way = Si cerrara, { $many } de aquí no tendrían ninguna oficina que conozcamos.
district-worst-desert = { $many } ya no tendrían ninguna oficina a { $length } o menos.
district-try = ¿Y si cerrara?

district-plans-h2 = Qué puede perder
district-plans-none = El registro no tiene ningún plan abierto que toque este lugar.
district-plans-more = No se revisaron { $n } planes más antiguos.
district-plans-how = Son planes que se hicieron públicos y que, hasta donde sabemos, ni se cumplieron ni se detuvieron. Contamos a quienes perderían su oficina más cercana o la que tienen asignada.
district-plan = { $many } de aquí tendrían otra oficina como la más cercana, { $length } más lejos en promedio.
district-plan-no-way = { $many } de aquí no tendrían ninguna oficina que conozcamos.
district-plan-nobody = A nadie de aquí le cambiaría la oficina más cercana.
district-plan-reassigned = Algunas personas de aquí están asignadas a una oficina que cerraría.
district-plan-no-miles = Para este plan no se puede calcular cuánto más lejos tendría que ir la gente de aquí.
district-plan-left-out = { $n ->
    [one] 1 oficina de este plan no se pudo contar.
   *[other] { $n } oficinas de este plan no se pudieron contar.
}
district-plan-rough = De una oficina de este plan solo sabemos más o menos dónde está.
district-plan-all = Vea a quién más perjudica

district-lost-h2 = Qué se perdió desde { $year }
district-since = Primer año
district-since-go = Contar
district-since-fault = Encontramos «{ $found }». Escriba un año entre { $first } y { $last }.
district-lost-none = En el registro ninguna oficina de aquí cerró ni tuvo recortes en ese tiempo.
district-lost = { $offices } en { $cases }.
district-lost-offices = { $n ->
    [one] 1 oficina cerró o tuvo recortes
   *[other] { $n } oficinas cerraron o tuvieron recortes
}
district-lost-cases = { $n ->
    [one] 1 caso
   *[other] { $n } casos
}
district-lost-again = A algunas les tocó más de una vez: contando caso por caso son { $n } pérdidas.
district-lost-some-time = { $n ->
    [one] 1 caso de un año que ninguna fuente da: no está en el número de arriba
   *[other] { $n } casos de años que ninguna fuente da: no están en el número de arriba
}
district-lost-temporary = { $n ->
    [one] 1 de ellas cerró por un tiempo.
   *[other] { $n } de ellas cerraron por un tiempo.
}
district-lost-gains = { $n ->
    [one] 1 oficina abrió o volvió a abrir.
   *[other] { $n } oficinas abrieron o volvieron a abrir.
}
district-lost-about = De algunas solo conocemos la ciudad, así que pueden quedar apenas fuera.
district-lost-more = { $n ->
    [one] Mostrar 1 caso más
   *[other] Mostrar { $n } casos más
}
district-lost-ledger = Todo lo de este condado en el registro
district-lost-maybe = { $n ->
    [one] 1 caso que pudo afectar este lugar: solo sabemos el condado
   *[other] { $n } casos que pudieron afectar este lugar: solo sabemos el condado
}
district-lost-nowhere = { $n ->
    [one] 1 caso del que ninguna fuente dice dónde fue
   *[other] { $n } casos de los que ninguna fuente dice dónde fueron
}
office-districts = Distritos
