# El recibo: lo que todavía puede hacer quien escribió un reporte.

receipt-title = Mi recibo
receipt-lead = Con el código de su recibo puede ver su reporte, contestar una pregunta, añadir algo, cambiar lo que podemos hacer con él, o retirarlo.
receipt-code = Su código
receipt-code-hint = Veinte letras y números, como ABCDE-12345-FGHJK-67890. Con mayúsculas o minúsculas, con rayas o sin ellas: todo vale.
receipt-open = Ver mi reporte
receipt-error-looks = Eso no parece un código. Tiene veinte letras y números. ¿Falta alguno?
receipt-error-unknown = No tenemos ningún reporte con este código. Revise cada letra. Es fácil confundir 8 y B, 5 y S, 2 y Z.
receipt-error-many = { $n ->
    [one] Llegaron demasiados códigos equivocados desde su conexión. Espere un minuto y vuelva a oprimir el botón. Su código sigue sirviendo.
   *[other] Llegaron demasiados códigos equivocados desde su conexión. Espere { $n } minutos y vuelva a oprimir el botón. Su código sigue sirviendo.
}
receipt-lost = ¿Perdió el código?
receipt-lost-why = Entonces no podemos encontrar su reporte, porque no sabemos quién lo envió. Eso es lo que le protege. Siempre puede enviar otro.

receipt-yours = Su reporte
receipt-received = Lo recibimos el { $day }.
receipt-outcome-answered = La oficina ya respondió.
receipt-outcome-fixed = La oficina ya lo arregló.
receipt-time-up = Se cerró hace más de un año. Por eso borramos cómo comunicarnos con usted, los mensajes y lo que no era público de sus palabras.

receipt-said-answered = Gracias. Recibimos su respuesta.
receipt-said-added = Gracias. Añadimos sus palabras. Una persona las lee antes de que nadie más las pueda ver.
receipt-said-choices = Cambiamos lo que podemos hacer.
receipt-said-forgotten = Borramos cómo comunicarnos con usted.
receipt-said-not-now = Eso ya no se puede hacer, porque su reporte cambió. Así está ahora.

receipt-question = Tenemos una pregunta para usted
receipt-questions = Preguntas y respuestas
receipt-from-moderator = Preguntamos
receipt-from-writer = Usted contestó
receipt-answer = Su respuesta
receipt-answer-hint = Solo la ven las personas que leen los reportes aquí. Nunca se muestra en este sitio. Por favor, no ponga nombres ni números de personas.
receipt-answer-go = Enviar la respuesta

receipt-public = Lo que todos pueden ver ahora
receipt-public-listed = Quien abre la página de la oficina puede ver esto:
receipt-public-counted = Solo el número: su reporte cuenta como uno de muchos. No se muestran números menores de 11, así que nadie puede saber cuál es el suyo. Sus palabras, sus fotos y su nombre no se muestran.
receipt-public-nothing = Nada. Nadie de fuera puede ver su reporte.
receipt-public-week = En la semana del { $day }
receipt-photo = Foto { $n }
receipt-photos = Fotos

receipt-kept = Lo que guardamos de su reporte
receipt-office = Oficina
receipt-problem = Qué salió mal
receipt-day = El día
receipt-words = Sus palabras
receipt-no-words = No escribió nada más.
receipt-name = Su primer nombre
receipt-name-hint = Sin el apellido. Lo guardamos solo si marca la casilla de arriba.
receipt-contact = Teléfono o correo electrónico
receipt-contact-hint = Lo guardamos solo si marca la casilla de arriba. Queda bajo llave y nunca se muestra.

receipt-add = Añadir algo
receipt-add-public = Su reporte es público ahora. Si añade algo, sus palabras dejan de mostrarse hasta que una persona lo lea otra vez. Sigue contando.
receipt-add-text = ¿Qué quiere añadir?
receipt-add-hint = Se pone debajo de lo que ya contó. Por favor, no ponga nombres, teléfonos, números de caso ni de tarjeta.
receipt-add-go = Añadir esto

receipt-choices = Cambiar lo que podemos hacer
receipt-choices-hint = Cada cosa se elige por separado. Lo que usted quita se deja de hacer enseguida. Si permite más que antes, primero una persona mira su reporte; hasta entonces no se muestran sus palabras ni sus fotos.
receipt-choices-what = ¿Qué podemos hacer con él?
receipt-choices-go = Guardar mis decisiones
receipt-forget = Olvidar ahora cómo comunicarse conmigo

receipt-covered-what = Encontramos: { $what }. Eso podría llevar hasta usted, así que no lo guardamos. Ahora ahí dice { $mask }. Todavía no se envió nada: mírelo, por favor, y vuelva a oprimir el botón.
receipt-error-empty = Primero escriba algo.
receipt-error-long = Tiene { $found } letras. Podemos recibir { $most }. Acórtelo, por favor.
receipt-error-full = No podemos guardar más en este reporte. Si pasó algo nuevo, envíe otro reporte, por favor.
receipt-error-no-name = Escriba su primer nombre, o quite la marca.
receipt-error-long-name = Solo el primer nombre, por favor: hasta { $most } letras.
receipt-error-no-contact = Escriba un teléfono con su código de área o un correo electrónico. O déjelo vacío, y no nos comunicaremos con usted.

receipt-withdraw = Retirar el reporte
receipt-withdraw-what = Puede retirar su reporte cuando quiera. Entonces se borran sus palabras, sus fotos, todos los mensajes, su nombre y cómo comunicarse con usted. Usted decide si el número se queda.
receipt-withdraw-go = Retirar mi reporte
receipt-uncount = Todavía cuenta, como un número
receipt-uncount-go = Quitarlo también de la cuenta
receipt-sure = ¿Retirar su reporte?
receipt-sure-what = Se borrarán para siempre sus palabras, sus fotos, todos los mensajes, su nombre y cómo comunicarse con usted. Nadie podrá recuperarlos.
receipt-sure-count = ¿Debe seguir contando?
receipt-sure-count-hint = Solo se cuentan la clase de problema, la oficina y los tres meses en que pasó. Nadie puede saber que fue usted.
receipt-sure-count-stay = Sí, dejarlo en la cuenta como un número
receipt-sure-count-leave = No, quitarlo también de la cuenta
receipt-sure-go = Sí, borrarlo
receipt-sure-keep = No, dejarlo
receipt-gone = Lo retiró
receipt-gone-what = Se borró lo que escribió y cómo comunicarse con usted.
receipt-gone-counted = Todavía cuenta, como un número.
receipt-gone-not-counted = Ya no se cuenta.
