### Writing the ledger: cases and tips

# The list
desk-cases = Casos
desk-cases-new = Caso nuevo
desk-cases-views = Mostrar
desk-cases-search = Buscar un caso
desk-cases-none = No hay casos aquí.
desk-view-all = Todos
desk-view-mine = Míos
desk-view-drafts = Mis borradores
desk-view-withdrawn = Retirados
desk-drafts-yours = Solo usted puede abrir sus borradores.
desk-drafts-none = No tiene borradores.
desk-drafts-untitled = Todavía sin título
desk-tips-waiting = { $n ->
    [0] Avisos
    [one] Avisos: uno en espera
   *[other] Avisos: { $n } en espera
}
desk-case-version = versión { $n }
desk-case-withdrawn = Retirado
desk-case-public = Ver la página pública
desk-case-go-on = Seguir con su borrador
desk-back = Volver
desk-reason = Motivo

# The form
desk-case-new = Caso nuevo
desk-case-edit = Cambiar este caso
desk-case-lead = Escriba lo que sabe. Deje vacío lo demás: vacío quiere decir «no se sabe».
desk-case-tip = El aviso
desk-case-look = Revisar y ver
desk-case-save = Guardar el borrador
desk-case-kept = El borrador es solo suyo. El registro cambia solo cuando usted publica.
desk-case-discard = Desechar este borrador
desk-part-what = Qué pasa
desk-part-numbers = Cifras
desk-part-why = Por qué, y quién decide
rows-office = Oficinas
rows-step = Pasos
rows-source = Fuentes
rows-cite = Más fuentes para un punto
rows-one-office = Oficina
rows-one-step = Paso
rows-one-source = Fuente
rows-one-cite = Punto
rows-add-office = Agregar una oficina a mano
rows-add-step = Agregar un paso
rows-add-source = Agregar una fuente
rows-add-cite = Agregar un punto
rows-hint-step = Una fila para cada cosa que tiene un día. Puede ser solo un mes o un año.
rows-hint-source = Agregue primero la fuente. Después elíjala en los pasos.
rows-hint-cite = Si dos fuentes no dicen lo mismo, ponga las dos aquí. Se ven una al lado de la otra.
row-named = { $what } { $n }
row-gone = Quitar esta fila
row-step-why = ¿Por qué se quita? Esto lo leen todos.
row-office-name = Nombre
row-office-city = Ciudad o pueblo
row-office-county = Condado
row-office-role = Pierde o recibe
row-step-kind = Qué
row-step-on = Día
row-step-time = Hora
row-step-place = Lugar
row-step-office_name = Solo esta oficina
row-step-opinion = Qué dice la opinión
row-step-evidence = Fuente
row-step-note = Nota en inglés
row-step-note_es = Nota en español
row-source-title = Título
row-source-publisher = Quién lo publica
row-source-dated = Su fecha
row-source-url = Dirección web
row-source-archive_url = Dirección de una copia en un archivo
row-cite-evidence = Fuente
row-cite-claim = Sobre
row-cite-stance = Dice
row-hint-step-on = 2026-06-30, o 2026-06, o 2026
row-hint-step-time = 14:30
field-hint-title = Corto y en inglés: quién cierra y dónde. «The Cairo aid office closes»
field-hint-people = La cifra de todo el caso. No sume cifras que puedan contar dos veces a la misma gente.
field-hint-jobs = Trabajadores que pierden o dejan su puesto, en todo el caso.
field-hint-employees = Trabajadores de la oficina cuando se anunció el plan. La ley estatal de cierres pide 25.
field-hint-offices_total = Solo si una fuente lo dice y usted no puede nombrarlas todas.
field-hint-reason = Cite las palabras.
field-hint-fate = ¿A dónde van los casos de la gente? ¿Quién les avisa?
field-hint-decided_by = Una persona o un organismo: «Secretary of Human Services»
desk-offices-hint = Todas las oficinas de un plan van en un solo caso, aunque sean sesenta.
desk-offices-find = Buscar oficinas
desk-offices-find-hint = Un nombre, una ciudad, un condado o un código postal
desk-offices-look = Buscar
desk-offices-found = { $n ->
    [0] No se encontró ninguna oficina
    [one] Se encontró una oficina
   *[other] Se encontraron { $n } oficinas
}
desk-offices-more = Solo se ven las primeras. Agregue una palabra.
desk-offices-losing = Agregar las marcadas: pierden
desk-offices-receiving = Agregar las marcadas: reciben
role-losing = Pierde
role-receiving = Recibe
certainty-documented = Lo dice una fuente
certainty-detected = Visto al comparar listas; sin confirmar
opinion-support = A favor del cierre
opinion-oppose = En contra del cierre
opinion-postponed = Aplazada
opinion-none = No se dio opinión
move-announced = Se hizo público
move-notice_filed = Aviso formal presentado
move-recommendation_requested = Recomendación pedida
move-recommendation_filed = Recomendación presentada
move-comment_opened = Se abren los comentarios
move-comment_deadline = Último día para comentarios
move-hearing = Audiencia o reunión
move-advisory_opinion = Opinión de la comisión
move-vote = Votación
move-cases_moved = Casos trasladados
move-door_closed = Cierre al público
move-cut_in_force = Empezó el recorte
move-moved = La oficina se mudó
move-moved_in = Abrió en el lugar nuevo
move-withdrawn = Plan retirado
move-reversed = Decisión anulada
move-reopened = Abierta otra vez
unit-people = Personas
unit-households = Hogares
unit-cases = Casos
unit-patients = Pacientes
unit-clients = Clientes
unit-visits = Visitas
stance-supports = Lo mismo que nosotros
stance-contradicts = Otra cosa que nosotros
claim-kind = Qué se hace
claim-reason = El motivo
claim-fate = Qué pasa con los casos
claim-process = Las reglas
claim-people = El número de personas
claim-jobs = El número de empleos

# What has to be mended
fault-missing = Está vacío. Por favor, complételo.
fault-too_long = Tiene { $found } caracteres. Caben { $expected } como máximo.
fault-too_many = Hay { $found } filas. Caben { $expected } como máximo; las demás no se guardan.
fault-choice = Dice «{ $found }». Por favor, elija de la lista.
fault-number = Dice «{ $found }». Por favor, escriba un número entero, como 1200.
fault-date = Dice «{ $found }». Esa fecha no existe. Por favor, escriba 2026-06-30, o 2026-06, o 2026.
fault-hour = Dice «{ $found }». Por favor, escriba la hora así: 14:30.
fault-hour_without_day = La hora { $expected } necesita un día completo. Dice «{ $found }».
fault-address = Dice «{ $found }». Una dirección web empieza con https:// o http://.
fault-no_office = Por favor, nombre al menos una oficina, o diga cuántas son.
fault-both_roles = «{ $found }» pierde y recibe a la vez. Quite una de las dos.
fault-office_twice = «{ $found }» está dos veces. Quite una.
fault-too_few_in_all = Se nombran { $expected } oficinas, pero el número de oficinas dice { $found }.
fault-before_its_cause = { $found } es antes del paso del que depende, que fue el { $expected }.
fault-before_announced = { $found } es antes de que se hiciera público, que fue el { $expected }.
fault-step_twice = Este paso está dos veces.
fault-no_source = Este paso no tiene fuente.
fault-no_step = El caso todavía no tiene pasos.
fault-no_unit = Diga qué cuenta el número de personas.
fault-no_spanish = Falta todavía el texto en español.

# Before publishing
desk-preview = Mire una vez más
desk-preview-look = Conviene mirarlo. Puede publicar de todos modos.
desk-preview-changes = Qué cambia
desk-preview-new = Este caso es nuevo.
desk-preview-publish = Publicar
desk-preview-back = Volver al borrador
desk-preview-public = Todos lo pueden leer enseguida. Se guarda cada versión.
desk-alike = { $n ->
    [one] ¿Es este caso?
   *[other] ¿Es uno de estos casos?
}
desk-alike-what = Tienen en común con el suyo una oficina y una época. Si es el mismo cierre, cambie ese caso y no publique otro.
desk-alike-different = Es otro cierre. Ya lo revisé.
desk-alike-say = Por favor, mire los casos de arriba. Si el suyo es otro, marque la casilla.
desk-conflict = Otra persona cambió este caso
desk-conflict-kept = No se perdió nada
desk-conflict-what = { $n ->
    [0] Cambiaron cosas distintas. Los cambios de la otra persona ya están en su borrador, junto a los suyos. Mírelo y publique.
    [one] Los dos cambiaron una misma cosa. Su texto sigue en su borrador. Aquí está al lado el de la otra persona.
   *[other] Los dos cambiaron { $n } cosas. Su texto sigue en su borrador. Aquí está al lado el de la otra persona.
}
desk-conflict-both = Lo que cambiaron los dos
desk-conflict-all = Todas las diferencias entre los dos textos
desk-conflict-field = Campo
desk-conflict-their = El texto de la otra persona
desk-conflict-mine = Su texto
desk-conflict-on = Seguir con su borrador
desk-conflict-theirs = Ver la otra versión
desk-said-published = Está publicado.
desk-said-draft-kept = Su borrador está guardado.
desk-said-draft-gone = El borrador se desechó. El registro queda como estaba.
desk-said-withdrawn = El caso está retirado. Su página y su historial siguen ahí.
desk-said-restored = El caso cuenta otra vez.
desk-said-changed-meanwhile = Alguien cambió el caso entretanto. Por favor, mírelo de nuevo.
desk-said-tip-aside = El aviso queda apartado.
desk-said-tip-spam = El aviso queda marcado como basura.
desk-said-tip-handled = Otra persona ya se ocupó de este aviso.
desk-withdraw = Retirar este caso
desk-withdraw-what = Un caso retirado no cuenta y no está en ninguna lista. Su página sigue ahí y dice por qué. No se borra nada.
desk-withdraw-hint = Esto lo leen todos. Por ejemplo: «Contado dos veces; vea el otro caso».
desk-withdraw-reason-error = Por favor, escriba un motivo corto.
desk-changed-meanwhile = Alguien cambió el caso entretanto. Por favor, mírelo otra vez antes de retirarlo.
desk-restore = Que cuente otra vez

# History
desk-history-import = Un archivo que se leyó
desk-history-between = De la versión { $from } a la versión { $to }
desk-history-versions = Versiones
desk-history-version = Versión
desk-history-when = Cuándo
desk-history-who = Quién
desk-history-from = Desde
desk-history-to = Hasta
desk-history-from-n = Desde la versión { $n }
desk-history-to-n = Hasta la versión { $n }
desk-history-compare = Comparar

# A file of cases
desk-import = Casos de un archivo
desk-import-lead = Una tabla con la forma de closures.csv. Primero solo la probamos y le decimos qué pasaría.
desk-import-file = Archivo
desk-import-hint = CSV, 1 MB como máximo
desk-import-try = Probar
desk-import-none = No recibimos ningún archivo. Por favor, elija uno.
desk-import-refused = El archivo no se puede leer
desk-import-tried = Qué pasaría
desk-import-take = Tomar estos casos
desk-import-taken = Los casos están en el registro.
desk-import-added = Casos nuevos: { $n }
desk-import-changed = Casos cambiados: { $n }
desk-import-unchanged = Casos que quedan como están: { $n }
desk-import-fine = No hay nada raro en el archivo.
desk-import-notices = { $n ->
    [one] Una observación
   *[other] { $n } observaciones
}
desk-import-notices-hint = La fila 1 es el encabezado. La guía de observaciones explica cada una (en inglés).

# Tips
desk-tips = Avisos
desk-tips-none = No hay avisos aquí.
desk-tip = Un aviso
desk-tip-take = Hacer un caso con él
desk-tip-reason = ¿Por qué se aparta?
desk-tip-aside = Apartar
desk-tip-spam = Es basura
desk-tip-contact = Solo para preguntar por este aviso. Se borra cuando el aviso se aparta, y después de un año.
tip-status-waiting = En espera
tip-status-taken = Tomados
tip-status-set_aside = Apartados
tip-status-spam = Basura
tip-title = Avísenos de un cierre
tip-about = Avísenos de una oficina pública que cierra, se muda o sufre recortes. Sin cuenta.
tip-lead = ¿Sabe de una oficina pública que cierra, se muda o sufre recortes? Avísenos. Lo revisamos antes de publicar nada.
tip-safe = No necesita cuenta. No guardamos su dirección de internet ni qué aparato usa. Por favor, no ponga nombres de personas ni números de caso.
tip-kind = ¿Qué le pasa?
tip-kind-any = No lo sé con seguridad
tip-field-place = ¿Qué oficina o lugar?
tip-field-happened_on = ¿Cuándo?
tip-field-words = ¿Qué pasa, y cómo lo sabe?
tip-field-url = Una página web sobre esto
tip-field-contact = Teléfono o correo electrónico
tip-hint-place = Un nombre, una calle o una ciudad
tip-hint-happened_on = Un día, un mes o «pronto». Puede dejarlo vacío.
tip-hint-words = ¿Un letrero en la puerta, una carta, las noticias, alguien que trabaja ahí?
tip-hint-url = Si hay una. Puede dejarlo vacío.
tip-hint-contact = Solo si podemos preguntarle más. Puede dejarlo vacío. Se guarda bajo llave y nunca es público.
tip-error-place = Por favor, díganos qué oficina o lugar.
tip-error-words = Por favor, díganos qué pasa.
tip-error-url = Una dirección web empieza con https:// o http://.
tip-error-contact = Escriba un número de teléfono con su código de área o un correo electrónico. O déjelo vacío.
tip-send = Enviar
tip-sent = Gracias
tip-sent-what = Alguien mirará su aviso. Si encontramos una fuente, se convierte en un caso que todos pueden leer.
