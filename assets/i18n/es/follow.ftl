### Seguir: correo, canales, calendario y carteles

nav-calendar = Calendario

# Un paso en pocas palabras, cierto antes y después de su día.
event-announced = Se hace público el plan
event-notice_filed = Aviso formal
event-recommendation_requested = Se pide la recomendación
event-recommendation_filed = Se entrega la recomendación
event-comment_opened = Se abren los comentarios
event-comment_deadline = Último día para comentar
event-hearing = Audiencia o reunión pública
event-advisory_opinion = Opinión de la comisión revisora
event-vote = Votación
event-cases_moved = Los casos pasan a otra oficina
event-door_closed = Cierra al público
event-cut_in_force = Empieza el recorte
event-moved = La oficina se muda
event-moved_in = Abre en el nuevo lugar
event-withdrawn = Se retira el plan
event-reversed = Se anula la decisión
event-reopened = Abre otra vez al público

agenda-hearing = Audiencias
agenda-comment = Últimos días para comentar
agenda-effect = Cambios que entran en vigor
called-off = Cancelado
feed-about = Cierres, fusiones, mudanzas y recortes de oficinas públicas en Illinois, con sus fechas.
feed-withdrawn = Se quitó del registro el { $day }: { $reason }
feed-taken-out = fuera del registro

calendar-title = Calendario
calendar-title-county = Calendario: { $name }
calendar-lead = Audiencias, últimos días para comentar y días en que una oficina cierra o cambia.
calendar-kind = Tipo de fecha
calendar-coming = Lo que viene
calendar-past = Hace poco
calendar-back = Volver a lo que viene
calendar-none-coming = No sabemos de ninguna fecha próxima. Si usted sabe de una, avísenos.
calendar-none-past = No tenemos fechas anteriores.
calendar-none-month = No tenemos fechas en este mes.
calendar-more = Hay más. Elija un mes o un condado para verlas.
calendar-offices = { $n ->
    [one] y una oficina más
   *[other] y { $n } oficinas más
}
calendar-have = Lleve estas fechas con usted
calendar-have-what = Su programa de calendario puede traerlas solo. Si cambian una audiencia de día, allí también cambia.
calendar-subscribe = Añadir a mi calendario
calendar-file = Archivo de calendario
calendar-months = Todos los meses

follow-title = Seguir por correo
follow-lead = Le escribimos cuando algo cambia: un plan nuevo, una audiencia, una fecha que se movió.
follow-everything = Todos los casos de Illinois
follow-counties = Un condado
follow-agencies = Una agencia
follow-topic = ¿Qué quiere seguir?
follow-topics = Lo que usted sigue
follow-email = Su correo electrónico
follow-email-hint = Lo usamos para estas cartas y para nada más.
follow-pace = ¿Cada cuánto?
pace-at_once = En cuanto algo cambie
pace-daily = Una vez al día, si algo cambió
pace-weekly = Una vez por semana, si algo cambió
follow-language = Idioma de las cartas
follow-before-send = Primero le enviamos una carta para preguntar si de verdad fue usted. Nada más llega antes de que diga que sí.
follow-send = Seguir
follow-how = Es bueno saber
follow-how-confirm = Si no dice que sí en { $days } días, borramos su dirección.
follow-how-kept = Guardamos su dirección bajo llave, con su idioma y lo que sigue. Nada más.
follow-how-stop = En cada carta puede parar con un solo botón. No vigilamos si abre una carta o toca un enlace.
follow-other = Sin dar una dirección
follow-other-what = También puede seguir «{ $name }» con su calendario o un lector de noticias.
follow-atom = Canal de noticias (Atom)
follow-by-mail = Seguir por correo
follow-poster = Cartel para imprimir
follow-error-email = Escriba su correo electrónico, por ejemplo nombre@example.org.
follow-error-topic = Elija qué quiere seguir.
follow-error-pace = Elija cada cuánto.
follow-error-lang = Elija un idioma para las cartas.
follow-error-none = Marque al menos uno.
follow-asked = Mire su correo
follow-asked-what = Le enviamos una carta. Ábrala y toque el enlace para decir que sí.
follow-asked-none = ¿No llega nada en unos minutos? Mire en el correo no deseado. Enviamos como mucho una carta así al día.
follow-confirm = ¿Es usted?
follow-confirm-what = Toque el botón y le escribiremos sobre:
follow-confirm-go = Sí, escríbanme
follow-confirm-not = ¿No fue usted? Entonces no haga nada. Su dirección se borra en { $days } días.
follow-gone = Este enlace ya no sirve
follow-gone-what = Un enlace sirve { $days } días. Puede pedir otro.
follow-again = Seguir algo
follow-yours = Lo que usted sigue
follow-yours-to = Las cartas van a { $address }.
follow-change = Guardar
follow-more = Seguir algo más
follow-stop = Parar todas las cartas
follow-stop-what = No enviamos más cartas y borramos su dirección.
follow-stop-go = Parar todas las cartas ahora
follow-stopped = Ya no recibirá más cartas
follow-stopped-what = Borramos su dirección.
follow-said-confirmed = Listo. Le escribiremos cuando algo cambie.
follow-said-changed = Guardado.

letter-confirm-subject = ¿Quiere seguir esto?
letter-confirm-lead = Alguien nos pidió que escribiéramos a esta dirección sobre:
letter-confirm-press = Si fue usted, abra esta página y toque el botón:
letter-confirm-not = Si no fue usted, no haga nada. No recibirá cartas, y en { $days } días borramos la dirección.
letter-subject = Novedades: { $title }
letter-subject-many = { $n ->
    [one] Novedades de un caso
   *[other] Novedades de { $n } casos
}
letter-more = Hay más: { $address }
letter-why = Usted pidió estas cartas. Cambiar o parar: { $address }
letter-before = antes: { $before }
change-published = Nuevo en el registro.
change-added = Nuevo:
change-moved = Cambió:
change-edited = Sabemos más:
change-struck = Cancelado:
change-withdrawn = Quitamos este caso del registro.
change-facts = Cambiamos lo que decimos de él.

poster-title = Cartel: { $name }
poster-how = Imprima esta hoja y póngala donde la gente la vea: en la puerta, en una biblioteca, en una lavandería.
poster-both = En dos idiomas
poster-one = En un idioma
poster-back = Volver a la página
poster-for-report = Cartel que pregunta qué salió mal
poster-for-office = Cartel que dice cómo está la oficina
poster-report = ¿Algo salió mal aquí? Cuéntenos.
poster-report-how = Toma dos minutos
poster-report-scan = Apunte la cámara de su teléfono al cuadro de abajo, o escriba la dirección.
poster-report-here = Cuéntenos aquí
poster-plan-closure = { $n ->
    [one] Esta oficina podría cerrar.
   *[other] Estas oficinas podrían cerrar.
}
poster-plan-consolidation = { $n ->
    [one] Esta oficina podría unirse a otra.
   *[other] Estas oficinas podrían unirse a otras.
}
poster-plan-case_transfer = { $n ->
    [one] Los casos de esta oficina podrían pasar a otra.
   *[other] Los casos de estas oficinas podrían pasar a otras.
}
poster-plan-relocation = { $n ->
    [one] Esta oficina podría mudarse.
   *[other] Estas oficinas podrían mudarse.
}
poster-plan-hours_cut = { $n ->
    [one] Esta oficina podría abrir menos horas.
   *[other] Estas oficinas podrían abrir menos horas.
}
poster-plan-staff_cut = { $n ->
    [one] Esta oficina podría perder trabajadores.
   *[other] Estas oficinas podrían perder trabajadores.
}
poster-plan-service_cut = { $n ->
    [one] Esta oficina podría dar menos ayuda.
   *[other] Estas oficinas podrían dar menos ayuda.
}
poster-plan-privatization = { $n ->
    [one] Esta oficina podría pasar a manos privadas.
   *[other] Estas oficinas podrían pasar a manos privadas.
}
poster-plan-temporary_closure = { $n ->
    [one] Esta oficina podría cerrar por un tiempo.
   *[other] Estas oficinas podrían cerrar por un tiempo.
}
poster-plan-opening = { $n ->
    [one] Hay planes de abrir una oficina nueva.
   *[other] Hay planes de abrir oficinas nuevas.
}
poster-plan-reopening = { $n ->
    [one] Esta oficina podría abrir otra vez.
   *[other] Estas oficinas podrían abrir otra vez.
}
poster-plan-restored = { $n ->
    [one] Esta oficina podría recuperar lo que le quitaron.
   *[other] Estas oficinas podrían recuperar lo que les quitaron.
}
poster-did-closure = { $n ->
    [one] Esta oficina está cerrada.
   *[other] Estas oficinas están cerradas.
}
poster-did-consolidation = { $n ->
    [one] Esta oficina se unió a otra.
   *[other] Estas oficinas se unieron a otras.
}
poster-did-case_transfer = { $n ->
    [one] Los casos de esta oficina pasaron a otra.
   *[other] Los casos de estas oficinas pasaron a otras.
}
poster-did-relocation = { $n ->
    [one] Esta oficina se mudó.
   *[other] Estas oficinas se mudaron.
}
poster-did-hours_cut = { $n ->
    [one] Esta oficina abre menos horas.
   *[other] Estas oficinas abren menos horas.
}
poster-did-staff_cut = { $n ->
    [one] Esta oficina perdió trabajadores.
   *[other] Estas oficinas perdieron trabajadores.
}
poster-did-service_cut = { $n ->
    [one] Esta oficina da menos ayuda.
   *[other] Estas oficinas dan menos ayuda.
}
poster-did-privatization = { $n ->
    [one] Esta oficina pasó a manos privadas.
   *[other] Estas oficinas pasaron a manos privadas.
}
poster-did-temporary_closure = { $n ->
    [one] Esta oficina estuvo cerrada por un tiempo.
   *[other] Estas oficinas estuvieron cerradas por un tiempo.
}
poster-did-opening = { $n ->
    [one] Hay una oficina nueva.
   *[other] Hay oficinas nuevas.
}
poster-did-reopening = { $n ->
    [one] Esta oficina está abierta otra vez.
   *[other] Estas oficinas están abiertas otra vez.
}
poster-did-restored = { $n ->
    [one] Esta oficina recuperó lo que le quitaron.
   *[other] Estas oficinas recuperaron lo que les quitaron.
}
poster-stopped = { $n ->
    [one] El plan para esta oficina se detuvo.
   *[other] El plan para estas oficinas se detuvo.
}
poster-reopened = { $n ->
    [one] Esta oficina está abierta otra vez.
   *[other] Estas oficinas están abiertas otra vez.
}
poster-office-open = Esta oficina está abierta.
poster-office-by_appointment = Esta oficina atiende con cita.
poster-office-temporarily_closed = Esta oficina está cerrada por ahora.
poster-office-temporarily_remote = Esta oficina atiende solo por teléfono o internet.
poster-office-moved = Esta oficina se mudó.
poster-office-closed = Esta oficina está cerrada.
poster-office-privatized = Esta oficina pasó a manos privadas.
poster-office-unknown = No sabemos si esta oficina está abierta.
poster-dates = Días que hay que saber
poster-date-past = Cuándo
poster-elsewhere = Adónde ir ahora
poster-nearby = Otras oficinas cerca de aquí
poster-heard = Cómo hacerse oír
poster-how-closure_act = Escriba a: Commission on Government Forecasting and Accountability, 802 Stratton Building, Springfield, IL 62706, “ATTN: Facility Closure”. Para hablar en la audiencia, pídalo 3 días hábiles antes. Cada persona tiene 2 minutos.
poster-how-health_facilities_board = La junta que revisa los centros de salud de Illinois hace una audiencia si alguien la pide por escrito antes del día que dice su aviso.
poster-how-federal = Pida a la agencia que diga por qué, y avise a quienes le representan en el Congreso.
poster-how-none = La ley no pide audiencia. Pida a la agencia que diga por escrito por qué. Avise a su representante y a su senador estatal, y a la junta del condado o al concejo de la ciudad.
poster-how-unknown = Pida a la agencia que diga por escrito por qué. Avise a su representante y a su senador estatal, y a la junta del condado o al concejo de la ciudad.
poster-detected = Sin confirmar: lo vimos al comparar dos listas.
poster-withdrawn = Este caso se quitó del registro.
poster-last = Lo último que supimos de este plan es de { $date }. No sabemos si se hizo.
poster-news = ¿Hay novedades? Apunte aquí con la cámara de su teléfono.
poster-code = Código que lleva a { $address }
poster-printed = De Still Open, según lo que se sabía el { $day }.

desk-webhooks = Webhooks
webhook-lead = Un webhook avisa a otro programa cuando cambia un caso. Cada mensaje va firmado con un secreto.
webhook-none = Todavía no tiene ningún webhook.
webhook-new = Webhook nuevo
webhook-url = Dirección a la que enviar
webhook-url-hint = Una dirección de internet abierta que empieza con https://
webhook-add = Crear el webhook
webhook-error-url = No podemos enviar a esta dirección.
webhook-error-many = Ya tiene todos los webhooks que puede tener una persona. Quite uno primero.
webhook-off = Apagado después de muchos fallos seguidos. El último dijo:
webhook-test = Enviar una prueba
webhook-on = Encender otra vez
webhook-remove = Quitar
webhook-no-deliveries = Todavía no se ha enviado nada.
webhook-deliveries = Últimos envíos
webhook-when = Cuándo
webhook-what = Qué
webhook-state = Estado
webhook-said = Respuesta
webhook-change = Cambio de un caso
webhook-a-test = Prueba
webhook-tries = { $n } intentos
webhook-made = Su webhook nuevo
webhook-made-what = Este es su secreto. Cópielo ahora: no se vuelve a mostrar.
webhook-kept = Ya lo copié
delivery-waiting = En espera
delivery-delivered = Entregado
delivery-failed = Abandonado
desk-said-webhook-test = Va una prueba en camino. Vuelva a cargar esta página en un momento.
desk-said-webhook-on = El webhook está encendido otra vez.
desk-said-webhook-removed = El webhook está quitado.
