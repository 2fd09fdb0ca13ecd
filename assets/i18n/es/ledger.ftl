# El registro.

cut-closure = Cierre
cut-consolidation = Unida a otra oficina
cut-case_transfer = Casos llevados a otra parte
cut-relocation = Mudanza
cut-hours_cut = Menos horas
cut-staff_cut = Menos personal
cut-service_cut = Menos ayuda
cut-privatization = Pasa a manos privadas
cut-temporary_closure = Cierre por un tiempo
cut-opening = Oficina nueva
cut-reopening = Abre otra vez
cut-restored = Devuelto
case-proposed = Planeado
case-in_force = Ocurrió
case-stopped = Detenido
case-reopened = Abierta otra vez
case-done = Ocurrió
case-detected = Sin confirmar
case-detected-why = «Sin confirmar» quiere decir que lo vimos al comparar dos listas. Nadie lo anunció.
case-undated = No se sabe el día
case-undated-last = No se sabe el día. Última noticia con fecha: { $date }

ledger-title = Qué está cerrando
ledger-about = Cierres, uniones, mudanzas y recortes de oficinas públicas en Illinois, cada uno con sus fuentes.
ledger-lead = Oficinas públicas de Illinois que cerraron, se unieron a otra, se mudaron o tuvieron recortes, y algunas que se salvaron. Cada caso con sus fuentes.
ledger-kind = Tipo de recorte
ledger-state = En qué está
ledger-year = Año
ledger-agency = Quién decidió
ledger-found = { $n ->
    [one] { $number } caso
   *[other] { $number } casos
}
ledger-found-some = { $n ->
    [one] { $number } caso coincide
   *[other] { $number } casos coinciden
}
ledger-planned = { $n ->
    [one] Uno de ellos es un plan: que sepamos, todavía no ha pasado nada.
   *[other] { $number } de ellos son planes: que sepamos, todavía no ha pasado nada.
}
ledger-none = Ningún caso cumple con todo eso. Quite un filtro.
ledger-all = Ver todos los casos
ledger-map-h2 = Dónde
ledger-map = Oficinas de los casos de esta página
ledger-map-many = Varias oficinas: toque para acercarse
ledger-key-open = Detenido, nuevo o abierto otra vez
ledger-data = Llevarse la lista completa en un archivo

years-title = Oficinas perdidas y ganadas, año por año
years-description = Las barras hacia arriba son oficinas que abrieron o reabrieron. Las barras hacia abajo son oficinas que cerraron o tuvieron recortes; con puntos, las que cerraron por un tiempo.
years-year = Año
years-gains = Abrió o reabrió
years-losses = Cerró o tuvo recortes
years-temporary = Cerró por un tiempo
years-numbers = Ver los números
years-table = Los números de la gráfica
years-none = Ninguno de estos casos tiene una oficina y un año que contar.
years-how = Contamos cada oficina que una fuente nombra, una vez en cada caso: en el año en que cerró la puerta, empezó el recorte o se fueron los casos. No contamos planes ni mudanzas. Seguro nos faltan algunas.
years-undated = { $n ->
    [one] Una oficina más no está en las barras, porque no sabemos el año.
   *[other] { $n } oficinas más no están en las barras, porque no sabemos el año.
}
years-unnamed = { $n ->
    [one] Un caso tocó oficinas que ninguna fuente nombra. No están en las barras.
   *[other] { $number } casos tocaron oficinas que ninguna fuente nombra. No están en las barras.
}
years-unnamed-of = { $named ->
    [0] { $total } oficinas, ninguna con nombre
    [one] { $total } oficinas, una de ellas con nombre y contada
   *[other] { $total } oficinas, { $named } de ellas con nombre y contadas
}

case-doubt-detected = Lo vimos al comparar dos listas. Nadie lo anunció, y nadie nos lo ha confirmado.
case-doubt-ahead = Es un plan. Todavía no ha pasado, y aún se puede frenar.
case-doubt-proposed = Es un plan. Fecha de nuestra última noticia: { $date }. No sabemos si ocurrió.
case-doubt-proposed-undated = Es un plan. No sabemos de cuándo es la noticia, ni si ocurrió.

story-h2 = Qué pasó
steps-none = Ninguna fuente nos da un paso de este caso.
step-announced = Se dio a conocer el plan.
told-announced-opening = Se prometió la oficina nueva.
told-announced-reopening = Se prometió la apertura.
told-announced-staff_cut = Se dio a conocer el recorte.
step-notice_filed = La agencia dio aviso formal del plan.
step-recommendation_requested = La comisión de revisión pidió a la agencia su recomendación.
step-recommendation_filed = La agencia entregó su recomendación.
step-comment_opened = La gente ya podía mandar comentarios.
step-comment_deadline = Último día para mandar comentarios o pedir una audiencia.
step-hearing = Hubo una audiencia o reunión pública.
step-advisory_opinion = La comisión de revisión dio su opinión.
told-advisory_opinion-support = La comisión de revisión apoyó el cierre. Su opinión es un consejo y no obliga a nadie.
told-advisory_opinion-oppose = La comisión de revisión se opuso al cierre. Su opinión es un consejo y no obliga a nadie.
told-advisory_opinion-postponed = La comisión de revisión dejó su opinión para después.
step-vote = Hubo una votación.
told-vote-support = La votación fue a favor del cierre.
told-vote-oppose = La votación fue en contra del cierre.
told-vote-postponed = La votación se dejó para después.
step-cases_moved = Los casos pasaron a otra oficina.
told-cases_moved-privatization = El trabajo pasó a otro proveedor.
step-door_closed = Cerró al público.
told-door_closed-temporary_closure = Cerró al público por un tiempo.
step-cut_in_force = Empezó el recorte.
told-cut_in_force-temporary_closure = Menos personal desde este día.
told-cut_in_force-staff_cut = Los trabajadores tuvieron que irse.
told-cut_in_force-hours_cut = Empezó el horario más corto.
step-moved = La oficina se mudó.
step-moved_in = Abrió en el lugar nuevo.
told-moved_in-opening = Abrió la oficina nueva.
told-moved_in-reopening = Abrió sus puertas.
step-withdrawn = El plan se retiró o quedó en pausa.
step-reversed = La decisión se anuló.
step-reopened = Abierto al público otra vez.
step-unheralded = Se dio a conocer el mismo día.
step-computed = Calculado según la ley
step-late = { $n ->
    [one] Un día tarde
   *[other] { $n } días tarde
}

sources-h2 = Fuentes
sources-none = Todavía no tenemos una fuente para este caso.
source-number = Fuente { $n }

case-facts-h2 = En breve
case-reason = Razón que dieron
case-process = Reglas
process-closure_act = Ley de cierre de instalaciones del estado
process-health_facilities_board = Junta de revisión de centros de salud
process-federal = Las reglas propias de una agencia federal
process-none = Ninguna: no hacía falta una audiencia
process-unknown = No sabemos cuáles
case-offices-h2 = Oficinas
case-offices-none = Ninguna fuente nombra las oficinas.
offices-hit = Cerraron o tuvieron recortes
offices-planned = Cerrarían o tendrían recortes
offices-good = Abrieron o reabrieron
offices-moved = Se mudó
offices-new = El lugar nuevo
offices-take = Recibieron los casos
offices-would-take = Recibirían los casos
case-map = Mapa: { $title }

figures-h2 = En números
figure-offices = oficinas, todas con su nombre más abajo
figure-offices-some = oficinas, según la fuente. Conocemos { $named } por su nombre.
figure-people = personas o casos
figure-jobs = trabajadores
figures-how = Personas, casos y trabajadores como los cuentan las fuentes, o los que un plan tocaría. No todos se cuentan igual.

case-do-h2 = Qué puede hacer usted
case-do-receiving = Vaya a la oficina que recibe los casos:
case-do-report = ¿Le fue mal a usted? Cuéntenos qué pasó. No necesita cuenta:
case-do-report-any = ¿Le fue mal a usted? Cuéntenos qué pasó. No necesita cuenta.
case-do-mistake = ¿Sabe una fecha que nosotros no sabemos? Las fuentes están más abajo. Un periódico o una carta de la oficina también pueden ser una fuente: guárdelos.
aid-offices = Oficinas de ayuda pública
ledger-jump-years = Año por año
ledger-jump-map = En el mapa
