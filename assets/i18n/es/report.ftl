# Contar un problema en una oficina, y el recibo para volver a verlo.

report-title = Contar un problema
report-about = Cuente qué salió mal en una oficina de ayuda pública. Sin cuenta, y sin guardar quién es usted.
report-lead = Cuéntenos qué salió mal en una oficina. Toma unos dos minutos. No necesita una cuenta.
report-ask = ¿Qué oficina? Código postal, pueblo o nombre de la oficina
report-ask-hint = También están las oficinas que cerraron.
report-how = Conviene saber
report-how-account = No preguntamos quién es usted. No guardamos dónde está ni qué teléfono usa.
report-how-read = Una persona lee cada reporte. Antes de eso, nadie más lo puede ver.
report-how-yours = Usted recibe un código. Con él puede volver a ver su reporte, o retirarlo.
report-have-code = Ya tengo un código
report-which = Elija la oficina
report-which-near = Elija la oficina: { $place }
report-which-shut = Cerradas, mudadas o sin atender por ahora
report-another = Elegir otra oficina

report-to-mend = Por favor revise
report-safe = No tiene que decir quién es. Solo hay que contestar las dos primeras preguntas.
report-problem = ¿Qué salió mal?
report-day = ¿Qué día fue?
report-day-hint = Si no lo sabe con seguridad, lo que mejor recuerde. También puede escribirlo así: 06/24/2026 (mes, día, año).
report-text = ¿Qué pasó?
report-text-hint = Puede dejarlo vacío. No ponga nombres, teléfonos, números de caso ni números de tarjeta. Nunca preguntamos por el estatus migratorio: tampoco lo ponga.
report-photos = Fotos: hasta { $most }
report-photos-hint = De una puerta cerrada, un letrero, una fila. Por favor, sin caras. Hacemos una copia nueva de cada foto. No dice dónde ni cuándo la tomó, ni con qué teléfono.
report-photos-here = Fotos que ya están aquí
report-photo-out = Quitar la foto { $n }
report-error-photo = «{ $name }»: { $why }
report-photo-crowded = En este momento están llegando muchas fotos. Envíe su reporte sin esta, o intente de nuevo en unos minutos.
report-photo-not-now = Ahora no podemos recibir esta foto. Envíe su reporte sin ella, o intente más tarde.
report-consents = ¿Qué podemos hacer con su reporte?
report-consents-hint = Siempre contamos su reporte. Lo demás lo decide usted. Lo que no marque, no lo hacemos.
report-name = Su primer nombre
report-name-hint = Sin el apellido. Lo guardamos solo si marca la casilla de arriba.
report-contact = Teléfono o correo electrónico
report-contact-hint = Lo guardamos solo si marca la casilla de arriba. Queda bajo llave y nunca se muestra.
report-before-send = En la página siguiente usted ve qué guardaremos y quién lo puede ver. Antes de eso no se envía nada.
report-next = Siguiente: revisarlo
report-send = Enviar reporte
report-asked = Unas preguntas cortas. Puede saltarse cualquiera.
report-choose = Elija
report-error-number = Usted escribió «{ $found }». Escriba un número entero de { $least } a { $most }. O déjelo vacío.
report-error-choice = No conocemos la respuesta «{ $found }». Por favor elija de la lista. O no la conteste.
report-crowded = Hoy ha escrito tanta gente sobre esta oficina que no damos abasto
report-crowded-what = Su reporte todavía no se ha enviado. Lo que escribió sigue aquí. Por favor intente de nuevo en unas horas, o mañana. Disculpe la molestia.

consent-words = Mostrar mis palabras en este sitio
consent-hint-words = Después de que una persona las lea. Sin su nombre, a menos que usted lo diga abajo.
consent-photos = Mostrar mis fotos en este sitio
consent-hint-photos = Después de que una persona las vea. Antes se tapan las caras y los nombres.
consent-quote = Citar mis palabras en una audiencia
consent-hint-quote = Para que las oigan quienes deciden.
consent-name = Usar mi primer nombre con mis palabras
consent-hint-name = Sin esta marca no usamos ningún nombre.
consent-contact = Comunicarse conmigo sobre esto
consent-hint-contact = Si hay una pregunta, o una audiencia sobre esta oficina.

report-errors = { $n ->
    [one] Una cosa necesita su ayuda
   *[other] { $n } cosas necesitan su ayuda
}
report-errors-kept = Todavía no se ha enviado nada. Lo que escribió sigue aquí.
report-error-problem = Elija qué salió mal.
report-error-day-missing = Diga qué día fue. Basta lo que mejor recuerde.
report-error-day-unreadable = No pudimos leer el día. Escríbalo así: 06/24/2026 (mes, día, año).
report-error-day-to-come = El { $day } todavía no llega. Elija hoy o un día anterior.
report-error-day-long-ago = El { $day } fue hace más de dos años. Podemos recibir reportes de los últimos dos años.
report-error-text = Tiene { $found } letras. Podemos recibir { $most }. Por favor hágalo más corto.
report-error-name = Solo el primer nombre, por favor: { $most } letras como máximo.
report-error-contact = Escriba un teléfono con su código de área, o un correo electrónico. O quite la marca, y no nos comunicaremos con usted.

report-covered = Tapamos algo, por su seguridad
report-covered-what = En sus palabras encontramos { $what }. Eso podría llevar hasta usted, así que no lo guardamos. Ahora ahí dice { $mask }. Todavía no se ha enviado nada: mírelo y siga adelante.
list-and = { $first } y { $last }
personal-ssn = un número de Seguro Social
personal-card = un número de tarjeta
personal-case_number = un número de caso u otro número largo
personal-phone = un número de teléfono
personal-email = un correo electrónico
report-before = Usted ya envió este reporte
report-before-what = El primero quedó guardado como estaba. Si este es un reporte nuevo, siga adelante. Si quiere cambiar el primero, retírelo con su código y envíelo de nuevo.
report-not-kept = No pudimos guardarlo en este momento
report-not-kept-what = Es culpa nuestra. Lo que escribió sigue aquí. Espere un minuto y siga como antes.

amount-minutes = { $n ->
    [one] { $number } minuto
   *[other] { $number } minutos
}
amount-days = { $n ->
    [one] { $number } día
   *[other] { $number } días
}
amount-times = { $n ->
    [one] una vez
   *[other] { $number } veces
}
amount-miles = { $n ->
    [one] { $number } milla
   *[other] { $number } millas
}

preview-title = Revíselo y luego envíelo
preview-lead = Todavía no se ha enviado nada.
preview-kept = Esto es todo lo que guardaremos
preview-covered = En sus palabras encontramos { $what }. Eso podría llevar hasta usted, así que no lo guardamos. Lo hemos tapado.
preview-covered-contact = ¿Quiere que nos comuniquemos con usted? Elija «Cambiar algo», marque «Comunicarse conmigo sobre esto» y escríbalo ahí. Ahí queda bajo llave.
preview-masked = (tapado)
preview-photos = Sus fotos
preview-photo = Foto { $n }
preview-photo-size = ({ $width } por { $height } píxeles)
preview-photos-what = Copias nuevas: no guardamos nada más de lo que había en el archivo.
preview-received = El día en que lo recibimos
preview-received-what = (solo el día, no la hora)
preview-same = Alguien ya nos contó lo mismo
preview-same-week = Publicado en la semana del { $day }
preview-same-what = Puede sumar el suyo con solo oprimir el botón. Entonces guardamos solo la oficina, qué salió mal, el día y sus respuestas: ni palabras, ni fotos, ni nombre, ni cómo comunicarnos con usted.
preview-same-go = A mí también: sumar el mío
preview-who = Quién lo puede ver
preview-who-first = Primero una persona lee su reporte. Hasta entonces, nadie más puede ver nada de él.
preview-who-part = Qué
preview-who-sees = Quién lo puede ver después
preview-code = Al enviarlo, usted recibe un código. Guárdelo: es la única manera de volver a su reporte.
preview-change = Cambiar algo
part-problem = La oficina y qué salió mal
part-answers = Sus respuestas
part-day = El día
part-words = Sus palabras
part-photos = Sus fotos
part-name = Su primer nombre
part-contact = Su teléfono o correo
part-code = Su código
part-place = Dónde está usted y qué teléfono usa
seen-counted = Todos, pero solo como un número, sumado con al menos otros diez reportes
seen-counted-shown = Todos: como un número, y junto con lo que usted deja mostrar
seen-answers = Todos, pero solo sumadas con las respuestas de otras personas
seen-week = Todos, pero solo la semana. El día exacto, solo las personas que leen los reportes.
seen-readers = Solo las personas que leen los reportes
seen-everyone = Todos
seen-everyone-quoted = Todos, y pueden leerse en una audiencia
seen-quoted = Las personas que leen los reportes, y quienes estén en una audiencia donde se lean sus palabras
seen-with-words = Quien pueda ver sus palabras
seen-you = Solo usted
seen-nobody = Nadie. No lo guardamos.

draft-offline = Ahora no tiene conexión. Puede llenar el formulario de todos modos. Envíelo cuando vuelva a tener conexión.
draft-restored = Lo que escribió antes seguía en este teléfono. Lo pusimos otra vez en el formulario. Todavía no se ha enviado.
draft-kept = Lo que escribe se guarda en este teléfono hasta que se envíe, tres días como máximo. Su nombre, su contacto y sus fotos no se guardan.
draft-erased = Borrado. Ya no queda nada de eso en este teléfono.
draft-erase = Borrar este borrador del teléfono

sent-title = Guarde este código
sent-thanks = Gracias. Tenemos su reporte.
sent-lead = El código es la única manera de volver a su reporte. Lo mostramos una sola vez y no podemos buscarlo por usted.
sent-code = Su código:
sent-keep = Apúntelo, tome una foto de la pantalla o imprima esta página.
sent-next = Qué pasa ahora
sent-when-now = Ahora
sent-what-now = Su reporte espera. Nadie más lo puede ver.
sent-when-read = Luego
sent-what-read = Una persona lo lee.
sent-when-counted = Después
sent-what-counted = Se cuenta. Sus palabras se muestran solo si usted dijo que sí.
sent-back = Volver a: { $name }
sent-see = Ver o retirar mi reporte
sent-shown = El código ya se mostró
sent-shown-lead = Mostramos el código una sola vez, para que no lo vea quien use este teléfono después de usted.
sent-shown-lost = ¿Se cortó la página antes de verlo? Vuelva al formulario y oprima otra vez «Enviar reporte» sin cambiar nada. Guardamos el reporte una sola vez, y usted ve el código.

report-status-pending = En espera
report-status-what-pending = Una persona todavía tiene que leerlo. Nadie más lo puede ver.
report-status-published = Se cuenta
report-status-what-published = Una persona lo leyó. Sus palabras se muestran solo si usted dijo que sí.
report-status-hidden = No se muestra
report-status-what-hidden = Una persona lo leyó. No se muestra.
report-status-merged = Cuenta junto con otro
report-status-what-merged = Una persona lo leyó. Otro reporte cuenta lo mismo, y vale por los dos.
report-status-spam = Se dejó aparte
report-status-what-spam = Una persona lo leyó. No trata de una oficina.
report-status-withdrawn = Usted lo retiró
report-status-what-withdrawn = Se borraron sus palabras, su nombre y cómo comunicarse con usted.
