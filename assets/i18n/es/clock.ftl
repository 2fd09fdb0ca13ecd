### El reloj de la ley en la página de un caso: qué reglas cuentan, qué piden y hasta cuándo, y cómo hacerse oír.

law-h2 = La ley y sus plazos
law-workers = Las fuentes hablan de { $n } trabajadores allí.
law-too-small = Las fuentes hablan de { $n } trabajadores allí. La ley estatal sobre cierres empieza con { $law } empleados estatales en un lugar, así que es probable que no se aplique. Abajo está lo que usted aún puede pedir.
law-too-small-jobs = Las fuentes cuentan { $n } trabajadores que pierden o dejan su puesto allí. No dicen cuántos trabajan allí en total. La ley estatal sobre cierres empieza con { $law } empleados estatales en un lugar, así que es probable que no se aplique. Abajo está lo que usted aún puede pedir.
law-large-enough = Las fuentes hablan de { $n } trabajadores allí. La ley estatal sobre cierres empieza con { $law } empleados estatales en un lugar, así que puede aplicarse aquí. Pregunte por qué no se usó.
law-workers-unknown = No sabemos cuántos empleados estatales trabajan allí. La ley estatal sobre cierres empieza con { $law } en un lugar. La mayoría de las oficinas locales de ayuda tiene menos, y entonces no se exige ninguna audiencia. Abajo está lo que usted aún puede pedir.
law-not-of-the-state = La ley estatal sobre cierres cubre solo lugares que el Estado opera. Este no es uno de ellos.
law-no-rules = No tenemos reglas registradas para un caso como este.
law-must = Este es un lugar de esos, así que debe.
law-may = Este no es un lugar de esos, así que puede.
law-counts-h3 = Qué pide la ley y qué llegó
law-met = A tiempo
law-due = Por venir
law-overdue = Vencido
law-unknown = No se sabe
law-late-together = { $n ->
    [one] Un día más de lo que dejan los plazos
   *[other] { $n } días más de lo que dejan los plazos
}
law-late-span = De { $least } a { $most } días tarde
law-from-announced = el día en que se dio a conocer
law-from-notice_filed = el aviso
law-from-recommendation_requested = la solicitud
law-from-recommendation_filed = la recomendación
law-from-hearing = la audiencia
law-from-step = el paso anterior
law-counted = Se cuenta desde { $what }: { $date }.
law-through = Ninguna fuente da el día del paso intermedio. Los plazos juntos dejan { $n } días.
law-day = { $weekday } { $date }
law-last-day = Último día: { $date }.
law-last-span = Último día: entre el { $first } y el { $last }.
law-falls-weekend = Es fin de semana. Lo que pudimos leer de la ley no mueve un día así, y nosotros tampoco.
law-falls-holiday = Es un feriado estatal ({ $name }). Lo que pudimos leer de la ley no mueve un día así, y nosotros tampoco.
law-came = { $n ->
    [one] Llegó después de un día: { $date }.
   *[other] Llegó después de { $n } días: { $date }.
}
law-came-same = Llegó el mismo día: { $date }.
law-came-span = Llegó después de { $least } a { $most } días: { $date }.
law-came-on = Llegó: { $date }.
law-came-undated = Llegó, pero ninguna fuente da el día.
law-overdue-what = Ninguna fuente nos dice que haya llegado.
law-gap-no_start = Ninguna fuente da el día desde el que hay que contar.
law-gap-no_record = Ninguna fuente nos dice si llegó ni cuándo.
law-gap-vague = Las fechas son demasiado vagas para saber si fue a tiempo.
law-gap-not_needed = Para este lugar no tenía que llegar, y ninguna fuente habla de ello.
law-older = Los plazos son de { $text }, un texto más nuevo que algunos de estos pasos. Para esos es una medida de hoy.
law-source = § Fuente de la regla: { $title }
law-read = Dónde leímos las reglas ({ $date })
days-n = { $n ->
    [one] Un día
   *[other] { $n } días
}
days-span = De { $least } a { $most } días
figure-days-one = desde la solicitud hasta la respuesta.
figure-days-all = desde el primer paso hasta la respuesta.
figure-days-law = La ley, hasta donde pudimos leerla, da { $n }.

step-due-over = Había que hacerlo a más tardar este día.
step-due-older = Según la ley como está hoy, había que hacerlo a más tardar este día.
step-due-ahead = Hay que hacerlo a más tardar este día.
step-took = Plazo real: { $days }, contados desde { $what }.

next-h2 = Lo que sigue
next-comment_opened = desde este día se pueden enviar comentarios
next-comment_deadline = último día para enviar comentarios
next-hearing = audiencia o reunión pública
next-off = Cancelada.
next-ask-by = { $what }: último día para pedirlo antes de la del { $date }

outcome-h2 = Qué se dijo y qué pasó
outcome-said = Qué dijo la comisión
outcome-decided = Qué decidió la junta
outcome-happened = Qué pasó
outcome-worth = Cuánto cuenta su palabra
outcome-against = Se llevó a cabo en contra de la última votación.
outcome-along = Se llevó a cabo. La última votación lo había apoyado.
outcome-stopped = Se frenó, aunque la última votación lo apoyaba.

act-tell-us = Cuéntenos
act-again = Si un plan así vuelve: cómo hacerse oír
act-post = Escriba a
act-names = Diga en su carta:
act-minutes = Cada persona tiene { $n } minutos para hablar.
act-files = Envíelo como { $files }.
act-ahead-business = Pídalo al menos { $n } días hábiles antes.
act-ahead = Pídalo al menos { $n } días antes.
act-by = Para la del { $date }, eso es a más tardar el { $by }.
act-until = Último día que da una fuente: { $date }.
act-until-past = El último día que da una fuente era: { $date }. Pregunte si todavía lo aceptan.
act-questions = Preguntas que puede hacer

cite = Cómo citar
cite-which = Cómo citar la fuente { $n }
cite-title = «{ $title }»
cite-undated = sin fecha

claims-h2 = Donde las fuentes no coinciden
claims-lead = Mostramos los dos lados. No decidimos cuál tiene razón.
claims-says = Esta página dice
claims-otherwise = Otras fuentes dicen otra cosa
claims-nothing = nada

case-withdrawn = Sacamos este caso del registro: { $date }. Ya no cuenta. La página se queda, para que nada se pierda.
case-withdrawn-why = Por qué: { $why }
case-agency = Agencia
case-decided-by = Quién decide
case-reason-ours = En nuestras palabras
case-fate = Qué pasa con los casos
figure-employees = trabajaban allí cuando se planeó
people-unit-people = personas
people-unit-households = hogares
people-unit-cases = casos
people-unit-patients = pacientes
people-unit-clients = clientes
people-unit-visits = visitas
source-archive = Copia que guarda un archivo

coming-comment_opened = Desde este día la gente podrá enviar comentarios.
coming-comment_deadline = Este es el último día para enviar comentarios o pedir una audiencia.
coming-hearing = Habrá una audiencia o reunión pública.
coming-advisory_opinion = La comisión de revisión debe dar su opinión.
coming-vote = Habrá una votación.
coming-cases_moved = Está previsto que los casos pasen a otra oficina.
coming-door_closed = Está previsto que cierre al público.
coming-cut_in_force = Está previsto que empiece el recorte.
coming-moved = Está previsto que la oficina se mude.
coming-moved_in = Está previsto que abra en el lugar nuevo.
coming-reopened = Está previsto que abra otra vez al público.
