# Buscar una oficina, la lista, una oficina.

find-title = Buscar una oficina
find-h1 = ¿Adónde puedo ir?
ask-label = Código postal, pueblo, condado, dirección o nombre de la oficina
ask-go = Buscar
near-me = Usar mi ubicación
near-asking = Preguntando a su teléfono dónde está…
near-denied = Su teléfono no compartió dónde está. Escriba un código postal o un pueblo.
near-timeout = Tardó demasiado. Escriba un código postal o un pueblo.
near-unavailable = Su teléfono no pudo decir dónde está. Escriba un código postal o un pueblo.
needs-label = Ayuda con:
needs-nav = Tipo de ayuda
your-place = donde está usted

near-title = Oficinas cerca de { $place }
near-h1 = { $what }, cerca de { $place }
near-h1-all = Oficinas cerca de { $place }
near-how = Las distancias son en línea recta, no por carretera.
near-none = No conocemos ninguna oficina abierta de este tipo. Pruebe todos los tipos, o llame al 211 para pedir ayuda cerca.
near-every-kind = Ver todo tipo de oficinas cerca de aquí
county-of = Condado de { $name }
assigned-and-nearest = La más cercana, y la que atiende al condado de { $county }.
assigned-here = La oficina que atiende al condado de { $county }.
assigned-differs = El estado manda al condado de { $county } a:
assigned-why = Su caso puede estar allí aunque otra oficina quede más cerca.
assigned-several = El condado de { $county } tiene { $n } de estas oficinas. Llame a la más cercana y pregunte cuál tiene su caso.

listed-fresh = en la lista del estado del { $date }
listed-stale = aparecía abierta el { $date }; nadie lo ha revisado desde entonces
listed-undated = aparece abierta, pero no sabemos desde cuándo
listed-unknown = vista por última vez en una lista del { $date }
listed-unknown-undated = no sabemos si está abierta
call-first = Llame antes
gone-since = desde { $date }
gone-closed = { $name } está cerrada
gone-moved = { $name } se mudó
gone-privatized = { $name } pasó a manos privadas
gone-receiving = Sus casos pasaron a
news-what-happened = Qué pasó

hours-unknown = No sabemos el horario. Llame antes.
hours-open = Abierta ahora
hours-open-until = Abierta ahora, hasta las { $time }
hours-shut = Cerrada ahora
hours-shut-until = Cerrada ahora. Abre { $time }
hours-holiday = Hoy es { $holiday }, feriado del estado. Puede estar cerrada: llame antes.
hours-printed = La lista también dice:
week-caption = Horario normal
week-day = Día
week-hours = Horario
week-shut = Cerrada
week-span = de { $from } a { $to }
week-holidays = Las oficinas pueden cerrar en los feriados del estado.

fact-address = Dirección
fact-phone = Teléfono
fact-tty = TTY
fact-fax = Fax
fact-website = Sitio web
fact-hours = Horario
fact-services = Ayuda con
fact-access = Acceso
fact-serves = Atiende
fact-same-site = Mismo edificio
fact-source = Nuestra fuente
serves = Estos condados van aquí: { $counties }.
source-list = la lista que leímos
address-unknown = No sabemos la dirección. Llame antes.
point-zip = En el mapa mostramos el centro del código postal, no la puerta.
point-city = En el mapa mostramos el centro del pueblo, no la puerta.
point-none = No sabemos el lugar exacto, así que no está en el mapa.
access-unknown = No sabemos si se puede entrar en silla de ruedas ni qué idiomas hablan. Llame antes y pregunte.
wheelchair-yes = Se puede entrar en silla de ruedas
wheelchair-limited = Se puede entrar en silla de ruedas solo en parte
wheelchair-no = No se puede entrar en silla de ruedas

do-call = Llamar al
do-directions = Cómo llegar
do-report = Contar un problema de aquí

closings-h2 = Qué cerró o cambió cerca de aquí
closings-none = No sabemos de ningún cierre cerca de aquí.
lately-h2 = Últimamente
lately-all = Ver todo lo que está cerrando

offices-by-name = Oficinas con ese nombre
did-you-mean = ¿Quiso decir…?
nothing-h1 = No encontramos eso
nothing-by-name = No encontramos nada para «{ $typed }».
nothing-address = No encontramos la dirección «{ $typed }».
nothing-other-state = El código postal { $typed } no está en Illinois. Por ahora solo conocemos oficinas de Illinois.
nothing-unknown-zip = No conocemos el código postal { $typed }. ¿Hay un número equivocado?
nothing-far-away = Ese lugar queda lejos de Illinois. Por ahora solo conocemos oficinas de Illinois.
nothing-try = Pruebe un código postal como 62914, un pueblo como Cairo, o un condado como «condado de Pope».
note-guessed = Entendimos que «{ $typed }» es { $place }.
note-others = Otros lugares con ese nombre:
note-address = Cerca de { $address }.
note-address-rough = No pudimos buscar la calle, así que las distancias son desde el centro de { $place }.
note-office = Ver { $name }

map-h2 = Mapa
map-title-state = Oficinas abiertas en Illinois
map-move = Mover el mapa
map-in = Más cerca
map-out = Más lejos
map-west = Mover el mapa a la izquierda
map-north = Mover el mapa hacia arriba
map-south = Mover el mapa hacia abajo
map-east = Mover el mapa a la derecha
map-cluster = { $n } oficinas, acercar
map-word-cluster = {"{"}n{"}"} oficinas, acercar
map-word-count = {"{"}n{"}"} oficinas en el mapa
map-word-open = Ver esta oficina
map-word-close = Cerrar
map-word-failed = El mapa no pudo cargar oficinas aquí. La lista sigue funcionando.
map-credit = Condados: Censo de EE. UU. Lugares: GeoNames. Ríos: Natural Earth.
map-key-open = Abierta
map-key-doubt = Llame antes
map-key-shut = Cerrada
map-key-rough = Lugar no exacto

offices-title = Todas las oficinas
offices-lead = Las abiertas y las cerradas, según las listas. Cada una dice cuándo se revisó por última vez.
offices-map = Mapa de estas oficinas
offices-found = { $n ->
    [one] { $number } oficina
   *[other] { $number } oficinas
}
offices-none = Ninguna oficina cumple todo eso. Quite un filtro.
filter-summary = Filtrar la lista
filter-name = Nombre, pueblo o calle
filter-kind = Tipo de ayuda
filter-status = Abierta o cerrada
filter-county = Condado
filter-any = Cualquiera
filter-apply = Mostrar
office-facts = Sobre esta oficina
office-map = Mapa alrededor de { $name }
office-source = Fuente:
history-h2 = Qué pasó aquí
history-none = No sabemos de ningún cierre ni recorte en esta oficina.
history-opened = Abrió el { $date }.
else-h2 = Otras oficinas abiertas cerca
else-gone-h2 = Adónde ir ahora
fact-official-name = Nombre oficial
name-county-office = Oficina del condado de { $place }
name-office = Oficina de { $place }
