# Cómo se hacen las cifras; el impacto de un caso.

# El mapa de un cambio, su clave y su tabla.
harm-map-none = A nadie le cambia la oficina más cercana.
harm-map-longer = Dónde se alarga el camino a la oficina más cercana
harm-map-shorter = Dónde se acorta el camino a la oficina más cercana
harm-map-mixed = Dónde cambia el camino a la oficina más cercana
harm-map-most = Donde más se alarga es { $place }: { $length }.
harm-map-most-less = Donde más se acorta es { $place }: { $length }.
harm-places-tract = { $n ->
    [one] En 1 sector censal cambia la oficina más cercana
   *[other] En { $shown } sectores censales cambia la oficina más cercana
}
harm-places-block_group = { $n ->
    [one] En 1 grupo de manzanas cambia la oficina más cercana
   *[other] En { $shown } grupos de manzanas cambia la oficina más cercana
}
harm-places-zip = { $n ->
    [one] En 1 zona de código postal cambia la oficina más cercana
   *[other] En { $shown } zonas de código postal cambia la oficina más cercana
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
harm-beyond = { $place }: { $who } lejos de la oficina más cercana
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
harm-flows-open = Quién vendría aquí, y de dónde
harm-from = La más cercana ahora
harm-to = La más cercana después
harm-mean-miles = Millas, en promedio
harm-mean-minutes = Minutos, en promedio
harm-mean-short = Cambio, en promedio
harm-load = Más por atender ahí
harm-load-less = Menos por atender donde estaban
harm-load-unknown = no se sabe
harm-load-cases = La última columna se calcula aparte. Lo que tiene una oficina cerrada se reparte según a dónde va la gente que atiende.
harm-load-need = La última columna se calcula aparte. No se conocen los casos de todas las oficinas, así que cuenta a quienes atiende cada una: { $who }.
harm-more-rows = La página con todas las cifras tiene el resto.
harm-districts = Dónde viven, y quién los representa
harm-district = Distrito
harm-whom-to-call = A quién llamar
harm-holder-page = página oficial

# Cómo se hacen las cifras.
method-title = Cómo contamos a quién perjudica un cierre
method-about = Cómo cuenta este sitio quién pierde una oficina, qué tan lejos tendría que ir y qué no pueden decir esas cifras.
method-lead = Estas son todas las reglas de nuestras cifras, en palabras sencillas y con su origen. Por favor, revísenos. Si encuentra un error, avísenos.
method-contents = En esta página
method-sources = De dónde viene esto:
method-classes = Clases del mapa
method-class = Clase
method-miles = Millas de más
method-minutes = Minutos de más
method-version = Las reglas de esta página son la versión { $rule }. Cuando cambia una regla, cambia la versión. Cada respuesta dice la versión, la pregunta, los datos con sus fechas y el día.
method-level-none = Hoy este sitio cuenta zonas de código postal. No hay un censo cargado.
method-level-tract = Hoy este sitio cuenta personas por sectores censales.
method-level-block_group = Hoy este sitio cuenta personas por grupos de manzanas del censo.
method-level-zip = Hoy este sitio cuenta personas por zonas de código postal.
text-method-people = Dónde vive la gente
text-method-people-1 = El censo divide el estado en zonas pequeñas, llamadas sectores, de unas 4,000 personas cada una. De cada sector da el punto medio de donde vive su gente. Contamos a todas las personas de un sector en ese punto.
text-method-people-2 = Las cifras hablan primero de las personas en la pobreza, porque son quienes más necesitan estas oficinas. También contamos a todas las personas, a las de bajos ingresos (menos de 185 por ciento de la línea de pobreza), los hogares con SNAP, los hogares sin carro, las personas de 65 años o más, las personas con una discapacidad y los hogares con poco inglés. Solo se cuenta lo que está cargado. Las personas y los hogares nunca se suman entre sí.
text-method-people-3 = Cuando la encuesta no tiene un número para un sector, lo dejamos fuera y decimos cuántos dejamos fuera. No lo tomamos como cero. Donde faltan más de 5 de cada 100 sectores, no damos la parte.
text-method-zip = Sin un censo
text-method-zip-1 = Mientras nadie cargue un censo en este sitio, contamos zonas de código postal. Cada una cuenta una vez, en su punto medio. Nunca las llamamos personas: una zona puede tener diez personas o cincuenta mil.
text-method-nearest = La oficina más cercana, y a qué distancia está
text-method-nearest-1 = Para cada punto buscamos la oficina abierta más cercana sobre el globo. Luego medimos el camino sobre la forma verdadera de la tierra.
text-method-nearest-2 = Las millas son en línea recta y solo de ida. Las carreteras son más largas. Un estudio de los caminos a hospitales halló que son unas 1.4 veces más largos, y más donde hay un río de por medio. Así que el viaje real es más largo de lo que decimos.
text-method-nearest-3 = Una oficina cuyo lugar no se conoce no puede ser la más cercana de nadie. Cada respuesta nombra las oficinas abiertas que quedan fuera por eso.
text-method-second = La segunda más cercana
text-method-second-1 = Cuando cierra la oficina más cercana, suponemos que la gente va a la siguiente, si esa sigue abierta. Luego medimos otra vez.
text-method-assigned = La más cercana no es lo mismo que la asignada
text-method-assigned-1 = La agencia dice qué oficina atiende a qué condado. Puede no ser la más cercana. Mostramos las dos cuando conocemos las dos.
text-method-assigned-2 = Si cierra la oficina asignada, solo la agencia puede decir a dónde van sus condados. Suponemos que cada uno pasa entero a la oficina más cercana para quienes la necesitan ahí, y decimos que es una suposición.
text-method-assigned-3 = Donde hay varias oficinas abiertas en un condado, nadie dice cómo se lo reparten. Ahí cada persona cuenta para la oficina más cercana.
text-method-added = Millas de más
text-method-added-1 = Esto cuenta solo a las personas a quienes les cambia la oficina más cercana. Lo que se agrega es el camino de después menos el de antes.
text-method-added-2 = La media reparte por igual todas las millas de más. La mediana es la mitad: la mitad de la gente tiene menos de más, y la otra mitad, más. Nueve de cada diez no tienen más que el percentil 90. Toda la gente de un sector está en un punto, así que entre dos puntos trazamos una línea recta.
text-method-added-3 = Dos oficinas pueden estar casi a la misma distancia, tanto que el orden cambia según cómo se mida. Entonces no contamos nada de más. Aquí un cierre nunca acorta un camino.
formula-added = de más = camino después − camino antes
formula-mean = media = suma de (personas × de más) ÷ suma de personas
formula-total = total = suma de (personas × de más)
text-method-beyond = Cuántos viven lejos
text-method-beyond-1 = Contamos a quienes tienen la oficina más cercana a más de 1, 2, 5, 10, 20 o 40 millas, antes y después. En minutos las líneas son 10, 15, 20, 30, 45 y 60.
text-method-desert = A un cierre de no tener oficina cerca
text-method-desert-1 = Algunas personas tienen una oficina a menos de 20 millas (o 30 minutos) y ninguna otra. Si esa cierra, no queda ninguna cerca.
text-method-desert-2 = La línea de 20 millas viene de la regla federal para médicos: 30 minutos, que se toman como 20 millas por carreteras principales. Ninguna ley fija una línea así para las oficinas de ayuda.
text-method-load = Más trabajo para las oficinas que quedan
text-method-load-1 = Cuando cierra una oficina, sus casos van a donde va su gente, en las mismas partes. El porcentaje es lo que una oficina recibe, de lo que tenía.
text-method-load-2 = Si no conocemos los casos de todas las oficinas abiertas, contamos la necesidad: las personas en la pobreza que tienen la oficina más cerca o le pertenecen. La respuesta dice cuál de las dos es. Nunca comparamos casos con personas.
text-method-load-3 = La gente de una oficina es la de los condados que tiene asignados; en los condados con varias oficinas, quienes la tienen más cerca. Cuando cierra la oficina de un condado, su gente cuenta para la siguiente que suponemos.
text-method-load-4 = Los casos que vienen con este programa son hogares con SNAP por condado, de la encuesta de 2015 a 2019. Son una estimación, no un conteo de expedientes.
formula-load = casos que Y recibe de X = casos de X × necesidad que va de X a Y ÷ necesidad de X
text-method-margins = Más o menos: márgenes de error
text-method-margins-1 = La encuesta solo pregunta a una parte de la gente, así que sus números no son exactos. El censo da un margen para cada uno: tiene 90 por ciento de certeza de que el número verdadero está dentro. Llevamos esos márgenes a nuestras sumas, con las fórmulas del censo.
text-method-margins-2 = Si una parte de una suma no tiene margen, no damos ninguno para la suma. De las partes que son cero, solo cuenta el margen mayor. Donde la raíz de la fórmula de una proporción sería de un número menor que cero, hay un más en lugar del menos.
text-method-margins-3 = Las fórmulas suponen que cada sector se equivoca por su cuenta. Eso no es del todo cierto, y menos con muchos sectores. Los márgenes no dicen nada de errores sobre dónde vive la gente.
formula-sum = margen de una suma = √(margen₁² + margen₂² + …)
formula-share = margen de una proporción p = √(margen de la parte² − p² × margen del total²) ÷ total
formula-mean-margin = margen de la media = √(suma de ((de más − media) × margen)²) ÷ personas
text-method-map = El mapa
text-method-map-1 = Cada punto es un sector, o una zona de código postal, a la que le cambia la oficina más cercana. El color muestra cuánto se alarga el camino. Las clases son siempre las mismas, para poder comparar dos mapas. Cada color es más oscuro que el anterior, así que el orden lo ven también las personas que ven los colores de otra manera, y se ve en gris al imprimir. En una pantalla oscura es al revés.
text-method-map-2 = El área de un punto muestra cuántas personas viven ahí. El punto más grande es de 2,500 personas en la pobreza o más, y los muy pequeños se dibujan de modo que se vean. Todas las zonas de código postal tienen el mismo punto.
text-method-map-3 = Un punto rayado quiere decir: la encuesta preguntó ahí a muy pocas personas para confiar en el número. El censo no fija un límite para esto. Nosotros lo ponemos en 40 por ciento, como lo hace un gran fabricante de mapas.
formula-dot = radio de un punto = 8 × √(personas ÷ 2,500)
formula-unsure = rayado cuando margen ÷ 1.645 ÷ personas es más de 0.40
text-method-catchments = Cuánta oficina hay para cada persona
text-method-catchments-1 = Dos pueblos pueden estar igual de lejos de una oficina, pero uno puede compartirla con mucha más gente. Cuatro medidas de la investigación cuentan las dos cosas. Las tres primeras suman cuánto de cada oficina al alcance le queda a una persona. En la segunda y la tercera, las oficinas más cercanas cuentan más, y en la tercera la gente se reparte entre oficinas. En la cuarta, la gente elige entre un camino corto y una fila corta; ahí, menos es mejor.
text-method-catchments-2 = Cada oficina cuenta como 1, tenga el personal que tenga: nadie publica cuánta gente o cuántas ventanillas hay. En millas, 20 millas valen por 30 minutos. Los pesos vienen de estudios sobre médicos. Nadie los ha medido para oficinas de ayuda.
formula-ratio = parte de una oficina = su personal ÷ necesidad de todos a su alcance
formula-access = acceso de un lugar = suma de las partes de todas las oficinas al alcance
text-method-rank = Qué cierre haría más daño
text-method-rank-1 = Cerramos en papel cada oficina abierta, una a la vez, y sumamos lo que eso causa. El orden es por todas las millas de más de quienes la necesitan. Las diferencias pequeñas de orden dicen poco: mire las cifras.
text-method-times = Minutos en lugar de millas
text-method-times-1 = Quien administra este sitio puede cargar una tabla de tiempos de viaje, en carro o en autobús y tren. Entonces los minutos toman el lugar de las millas. Un viaje que no está en la tabla se cuenta como no conocido, y como más allá de toda línea. No inventamos minutos.
text-method-cases = En las páginas de los casos
text-method-cases-1 = Para un plan preguntamos: ¿y si sus oficinas cerraran hoy? Para un cierre que ya ocurrió preguntamos al revés: ¿y si esa oficina estuviera abierta hoy? Eso no es lo que el cierre causó en su momento. No sabemos dónde estaban entonces la gente y las oficinas.
text-method-cases-2 = Los recortes de horario, personal o servicios no mueven a nadie a otra oficina, así que para ellos no hay tal cifra. Tampoco la hay para residencias y hospitales del estado, porque la gente no los elige por lo cerca que están.
text-method-limits = Lo que estas cifras no pueden decir
text-method-limits-1 = Cuentan personas, no visitas. Muchas nunca necesitan venir, algunas vienen seguido, muchas usan el teléfono o internet.
text-method-limits-2 = Suponen que todos usan la oficina más cercana o la asignada. Algunos van cerca de su trabajo, o donde se habla su idioma.
text-method-limits-3 = La gente es la de los años del censo. Las oficinas son las de las listas que tenemos; algunas listas tienen años, y una oficina de ellas puede haber cerrado desde entonces.
text-method-limits-4 = Ser pobre no es lo mismo que tener derecho a la ayuda. La pobreza representa la necesidad. No es una lista de clientes.
text-method-limits-5 = No dicen quién perderá beneficios. Los estudios de cierres en otros lugares pueden decir lo que pasó allá.
text-method-limits-6 = Lo parejo es parejo. Donde dos oficinas están casi a la misma distancia, que cambie la más cercana dice poco. Mire las millas.
text-method-limits-7 = Los estudiantes que viven fuera del campus cuentan como pobres en la encuesta. En ciudades universitarias son muchos.
text-method-limits-8 = De algunas oficinas solo conocemos el pueblo o el código postal. Cuentan como si estuvieran en el centro, y las distancias pueden tener un error de algunas millas. Cada respuesta las nombra.
text-method-versions = Versiones y datos
text-method-versions-1 = La misma pregunta a los mismos datos da la misma respuesta, hasta la última cifra. La dirección de una respuesta contiene la pregunta entera, así que puede enviarla a otros.
text-method-checked = Cómo se revisa esto
text-method-checked-1 = Un segundo programa, escrito de otra manera, lo cuenta todo otra vez: la oficina más cercana de cada punto, su distancia y cada cifra de cada condado y distrito del Senado. Los dos deben coincidir antes de publicar una versión nueva.
text-method-checked-2 = Otras pruebas usan muchos mapas inventados. Cerrar más oficinas nunca debe acortar un camino. No cerrar ninguna no debe cambiar nada. Los condados deben sumar el estado. El orden de una lista no debe importar.
