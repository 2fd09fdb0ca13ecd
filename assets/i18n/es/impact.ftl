# Elegir oficinas que cerrarían, y quién sale perjudicado.

impact-title = ¿Quién sale perjudicado si cierra esta oficina?
impact-about = Elija oficinas para cerrar, abrir o mudar, y vea quién tendría que ir más lejos, adónde iría y qué oficina se llenaría más.
impact-lead = Elija una o más oficinas que cerrarían. Recibe una frase para leer en voz alta y las cifras que la respaldan, por condado y por distrito.
impact-link = Vea quién sale perjudicado si cierra esta oficina
impact-link-any = Vea quién sale perjudicado si cierra una oficina
impact-nav = Quién sale perjudicado

# El formulario
impact-change = Elegir las oficinas
impact-form = Elegir oficinas
impact-service = ¿Qué tipo de oficina?
impact-search = Busque una oficina: nombre, pueblo, condado o código postal
impact-search-go = Buscar
impact-chosen = Elegidas
impact-list = Oficinas: marque las que cerrarían
impact-shut = Hoy no están abiertas: marque las que abrirían de nuevo
impact-found = Coincide con «{ $text }»
impact-found-none = Ninguna oficina coincide con «{ $text }». Pruebe con un pueblo, un condado o un código postal.
impact-around = Las más cercanas a { $place }
impact-all-offices = Mostrar todas las oficinas
impact-counties = Condados de { $first } a { $last }
impact-part = { $name } ({ $n })
impact-strange = No está en esta lista. Desmárquela para quitarla.
impact-without-place = { $n ->
    [one] Falta 1 oficina porque no sabemos dónde está.
   *[other] Faltan { $n } oficinas porque no sabemos dónde están.
}
impact-places = Mudar una oficina o abrir una nueva
impact-places-hint = Escriba un código postal, un pueblo, una dirección con su pueblo, o una latitud y longitud como 37.727, -89.217.
impact-moving = Oficina que se muda
impact-moving-none = Ninguna
impact-to = Se muda a
impact-place = Se abre una oficina nueva en
impact-moves-to = { $office }: se muda a { $place }
impact-new-at = Oficina nueva cerca de { $place }
impact-go = Ver quién sale perjudicado
impact-sets = Dos grupos de oficinas
impact-set-first = Primer grupo
impact-set-second = En su lugar
impact-compare = Comparar con otro grupo
impact-compare-now = Ahora elija las oficinas que cerrarían en su lugar. Después verá los dos grupos lado a lado.
impact-alone = La respuesta completa de este grupo
impact-live-failed = La respuesta no llegó. Oprima el botón para intentarlo otra vez.
impact-live-found = Oficinas que coinciden:
impact-live-nothing = Ninguna oficina coincide.
impact-copy = Copiar
impact-copied = Copiado.

# Nombres de oficinas en una frase
the-office-fcrc = la oficina de ayuda pública
the-office-medical_field_operations = la oficina de casos médicos
the-office-wic_clinic = la clínica WIC
the-office-ssa_field_office = la oficina del Seguro Social
the-office-ides_office = la oficina de desempleo
the-office-workforce_center = el centro de empleo
the-office-sos_driver_services = la oficina de licencias de manejar
the-office-public_mental_health_clinic = la clínica pública de salud mental
the-office-state_mental_health_center = el hospital estatal de salud mental
the-office-state_developmental_center = el centro estatal para personas con discapacidades
the-office-public_health_clinic = la clínica pública
the-office-sti_clinic = la clínica de salud sexual
the-office-local_health_department = el departamento de salud
the-office-hospital = el hospital
the-office-senior_center = el centro para personas mayores
the-office-community_service_center = el centro de servicios comunitarios
the-office-veterans_service_office = la oficina de veteranos
the-office-dcfs_office = la oficina de servicios para niños y familias
the-office-admin_office = la oficina administrativa
the-office-other = la oficina
the-other-fcrc = la
the-other-medical_field_operations = la
the-other-wic_clinic = la
the-other-ssa_field_office = la
the-other-ides_office = la
the-other-workforce_center = el
the-other-sos_driver_services = la
the-other-public_mental_health_clinic = la
the-other-state_mental_health_center = el
the-other-state_developmental_center = el
the-other-public_health_clinic = la
the-other-sti_clinic = la
the-other-local_health_department = el
the-other-hospital = el
the-other-senior_center = el
the-other-community_service_center = el
the-other-veterans_service_office = la
the-other-dcfs_office = la
the-other-admin_office = la
the-other-other = la
impact-in = { $what } de { $city }
impact-in-among = { $what } de { $city } ({ $name })
impact-called = { $what } «{ $name }»
impact-new-one = la oficina nueva cerca de { $place }
impact-new-named = Oficina nueva cerca de { $place }

# Las frases que se leen en voz alta
impact-and = { $first } y { $last }
impact-closes = { $n ->
    [one] cierra { $offices }
   *[other] cierran { $offices }
}
impact-close-many = cierran estas { $n } oficinas
impact-opens = { $n ->
    [one] abre de nuevo { $offices }
   *[other] abren de nuevo { $offices }
}
impact-open-many = abren de nuevo { $n } oficinas
impact-moves = { $office } se muda a { $place }
impact-move-many = se mudan { $n } oficinas
impact-founds = se abre una oficina nueva cerca de { $place }
impact-found-many = se abren { $n } oficinas nuevas
impact-said-lose = { $n ->
    [one] Si { $what }, { $many } pierde su oficina más cercana.
   *[other] Si { $what }, { $many } pierden su oficina más cercana.
}
impact-said-lose-zips = { $n ->
    [one] Si { $what }, { $many } pierde su oficina más cercana.
   *[other] Si { $what }, { $many } pierden su oficina más cercana.
}
impact-said-other = Si { $what }, cambia el camino a la oficina más cercana para { $many }.
impact-said-other-zips = Si { $what }, cambia el camino a la oficina más cercana para { $many }.
impact-said-nobody = Si { $what }, la oficina más cercana sigue siendo la misma para todas las personas que contamos.
impact-said-farther = En promedio tendrían que ir { $length } más lejos, solo de ida.
impact-said-farther-zips = En promedio el camino desde allí se alarga { $length }, solo de ida.
impact-said-nearer = En promedio el camino se acorta { $length }, solo de ida.
impact-said-as-far = En promedio el camino queda más o menos igual.
impact-said-all-go = A todas les quedaría más cerca { $office }.
impact-said-most-go = A la mayoría ({ $count }) le quedaría más cerca { $office }.
impact-said-some-go = Al grupo más grande ({ $count }) le quedaría más cerca { $office }.
impact-said-load-none = Si todos van a la oficina más cercana, { $office } tendría { $percent } % más { $what } por atender.
impact-said-load-all = Según los condados asignados a cada oficina, { $office } tendría { $percent } % más { $what } por atender.
impact-said-load-some = Según los condados asignados a cada oficina, y según la más cercana donde un condado tiene varias, { $office } tendría { $percent } % más { $what } por atender.

impact-these-close = Cierran: { $offices }.
impact-these-open = Abren de nuevo: { $offices }.
impact-these-move = Se mudan: { $offices }.
impact-these-new = Son nuevas: { $offices }.

# La respuesta
impact-answer = La respuesta
impact-none-yet = Todavía no hay nada elegido. Marque una oficina en la lista u oprima una en el mapa.
impact-crow = Las millas se miden en línea recta, solo de ida. Por carretera son más.
impact-minutes = Los tiempos de viaje son solo de ida.
impact-zips = Estas son zonas de código postal, no personas.
impact-zips-how = Este servicio todavía no tiene cifras del censo. Quien lo administra las obtiene con
impact-not-counted = Quedan fuera, porque no sabemos dónde están: { $offices }.
impact-old = { $n ->
    [one] 1 oficina abierta se vio por última vez en una lista de hace más de un año, del { $day }. Puede haber cerrado desde entonces.
   *[other] { $n } oficinas abiertas se vieron por última vez en listas de hace más de un año, la más antigua del { $day }. Algunas pueden haber cerrado desde entonces.
}
impact-permanent = Dirección de esta respuesta
impact-none = nada
impact-unit-miles = millas
impact-unit-minutes = minutos
impact-more-rows = { $n ->
    [one] Mostrar 1 más
   *[other] Mostrar { $n } más
}
impact-more-of = { $caption }, continuación
impact-head-mean = Promedio de { $unit } de más
impact-head-median = La mitad suma no más de
impact-head-p90 = 9 de cada 10 suman no más de
impact-head-total = Suma de { $unit } de más
impact-flows = Adónde iría la gente
impact-flows-lead = Cada fila es un grupo cuya oficina más cercana pasa a ser otra. El camino de más es solo de ida.
impact-flows-table = De qué oficina a cuál
impact-flows-from = Desde: { $office }
impact-head-from = De
impact-head-to = A
impact-no-way = Ninguna oficina a la que se pueda llegar
impact-queue = La fila se hace más larga
impact-queue-none = Ninguna oficina recibe más.
impact-queue-table = Cuánto tendría que atender cada oficina, contado en { $what }
impact-head-office = Oficina
impact-head-now = Tiene ahora
impact-head-takes = Recibe
impact-head-then = Tendría
impact-head-percent = Cambio
impact-basis-cases = Los casos de una oficina cerrada se reparten como la gente que atiende.
impact-basis-need = No se sabe cuántos casos tiene cada oficina. Por eso contamos a quienes atiende cada una: { $who }.
impact-by-assigned = Una oficina atiende los condados que tiene asignados. Cuando cierra, cada condado pasa entero a la siguiente oficina que suponemos.
impact-by-both = Una oficina atiende los condados que tiene asignados; en los condados con varias oficinas, a quienes la tienen más cerca. Cuando cierra, cada condado asignado pasa entero a la siguiente oficina que suponemos.
impact-by-nearest = Una oficina atiende a quienes la tienen más cerca.
impact-assigned = Condados que pierden su oficina asignada
impact-assigned-lead = Estos condados tienen asignada una oficina. Solo la agencia decide cuál será la siguiente. Suponemos la que queda más cerca de quienes más la necesitan allí. Los condados con varias oficinas no están en la lista: nadie dice cómo se los reparten.
impact-assigned-table = La oficina asignada hoy, y la que suponemos
impact-head-county = Condado
impact-head-assigned = Asignada hoy
impact-head-assumed = La siguiente, supuesta
impact-assumed = supuesta
impact-groups = Quiénes son
impact-groups-lead = Una persona puede estar en varios grupos, así que las filas no se deben sumar.
impact-groups-table = Todo el estado, por grupo
impact-head-group = Grupo
impact-head-lose = Cambia su oficina más cercana
impact-head-share = Del grupo
impact-head-beyond-before = A más de { $length }, antes
impact-head-beyond-after = A más de { $length }, después
impact-head-one-before = A un cierre de no tener oficina cerca, antes
impact-head-one-after = A un cierre de no tener oficina cerca, después
impact-one-closure = A un cierre de no tener oficina cerca: hay una oficina a menos de { $line } millas, y ninguna otra.
impact-one-closure-minutes = A un cierre de no tener oficina cerca: hay una oficina a menos de { $line } minutos, y no sabemos de ninguna otra. La tabla de tiempos no tiene todos los viajes, así que puede haber otra cerca.
impact-margins = ± es el margen de error de la encuesta: 9 de cada 10 veces, el número verdadero está dentro de él.
impact-missing = Los lugares para los que la encuesta no tiene número quedan fuera: { $groups }. Donde faltan más de 5 de cada 100, no se da la parte.
impact-missing-of = { $who } { $missing } de { $points }
impact-map = Cuánto más lejos
impact-areas = Por condado y distrito
impact-areas-lead = Solo las zonas donde a alguien le cambia la oficina más cercana. Oprima un nombre para ver la página completa de esa zona.
impact-head-who-lose = Cambia su oficina más cercana: { $who }
areas-of-county = Condados
areas-of-place = Ciudades, pueblos y villas
areas-of-community_area = Áreas comunitarias de Chicago
areas-of-ward = Distritos municipales (wards)
areas-of-house = Distritos de la Cámara de Illinois
areas-of-senate = Distritos del Senado de Illinois
areas-of-congress = Distritos del Congreso de EE. UU.
impact-how = Antes de citar esto
impact-caution-nearest = La más cercana no es la asignada. La agencia puede mandar a la gente a otra oficina.
impact-caution-crow = Las millas son en línea recta. Por carretera son más, muchas veces un 40 por ciento, y más si hay un río de por medio.
impact-caution-phone = Cuenta a las personas que viven allí, no las visitas. Algunas usan el teléfono o internet, otras van seguido.
impact-caution-students = Los estudiantes que viven fuera del campus cuentan como pobres en la encuesta. En ciudades universitarias son muchos.
impact-caution-margins = Las cifras de encuestas tienen un margen de error. En zonas pequeñas es grande.
impact-files = Para llevar
impact-csv = Tabla (CSV)
impact-geojson = Mapa (GeoJSON)
impact-json = Todo (JSON)
impact-method = Cómo contamos
impact-inputs = De qué se hizo esto
impact-in-rule = Reglas
impact-in-revision = Revisión de los datos
impact-in-date = Fecha
impact-in-question = Pregunta

# Dos grupos
impact-totals = Los dos lado a lado
impact-totals-table = Totales de todo el estado: { $who }
impact-totals-how = El signo menos quiere decir que el segundo grupo tiene menos.
impact-head-what = Qué
impact-head-second-more = Diferencia

# El mapa para elegir
impact-choose-map = Elegir en el mapa
impact-choose-map-lead = Oprima una oficina para cerrarla en su pregunta, o para quitarla de ella.
impact-choose-long = Hay tantas oficinas elegidas que se muestra solo la lista, sin el mapa.
impact-pin-open = { $office }: abierta. Oprima para cerrarla en su pregunta.
impact-pin-closing = { $office }: elegida. Oprima para quitarla.
impact-pin-opening = { $office }: abre de nuevo. Oprima para quitarla.
impact-pin-shut = { $office }: hoy no está abierta. Oprima para abrirla en su pregunta.
impact-key-open = Abierta
impact-key-closing = Cierra en su pregunta
impact-key-shut = Hoy no está abierta

# Lo que puede estar mal
impact-busy = Hay demasiadas preguntas en este momento
impact-busy-lead = Espere diez segundos y oprima el botón otra vez. Lo que eligió se conserva.
impact-errors-kept = Lo que eligió sigue aquí. Cámbielo en el formulario y pregunte de nuevo.
impact-bad-place = No encontramos ese lugar. Pruebe con un código postal o un pueblo.
impact-bad-far = Ese lugar queda demasiado lejos de Illinois.
impact-bad-no-office = Elija la oficina que se muda allí.
impact-bad-no-place = Diga adónde se muda la oficina.
impact-bad-unknown = No hay ninguna oficina «{ $office }» de este tipo. Desmárquela, o elija otro tipo de oficina.
impact-bad-both = «{ $office }» está dos veces en la pregunta, de dos maneras. Deje una sola.
impact-bad-two-places = «{ $office }» se muda a dos lugares. Deje uno solo.
impact-bad-all-closed = No quedaría ninguna oficina. Deje al menos una abierta.
impact-bad-no-point = No sabemos dónde está «{ $office }», así que no podemos medir el camino.
impact-bad-not-open = «{ $office }» hoy no está abierta, así que no puede cerrar ni mudarse. Desmárquela.
impact-bad-is-open = «{ $office }» ya está abierta, así que no puede abrir de nuevo. Desmárquela.
impact-bad-name = Ya existe una oficina «{ $office }». Dele otro nombre a la nueva.
impact-bad-no-times = No tenemos tiempos de viaje para «{ $office }». Pregunte en millas.
impact-bad-many = Eligió { $found } oficinas. Una pregunta admite como máximo { $most }.
impact-bad-service = «{ $found }» no es un tipo de oficina que conozcamos. Elija uno de la lista.
impact-bad-question = No podemos leer «{ $found }» en la dirección de esta página. Elija las oficinas de la lista.
impact-bad-way = No podemos contar en «{ $found }». Elija millas, o minutos en carro o en transporte público.
