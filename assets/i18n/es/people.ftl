# El escritorio de quienes inician sesión: la entrada, la página de inicio, las personas, la propia cuenta.

nav-desk = Equipo
desk-nav = Escritorio
desk-home = Escritorio
desk-nameless = Todavía sin nombre
desk-left = Alguien que ya no está
desk-hello = Hola
desk-hello-name = Hola, { $name }
desk-today = Hoy es { $weekday }, { $day }.
desk-week = Los próximos siete días
desk-week-mine = En sus condados
desk-week-elsewhere = En otros lugares
desk-week-today = Hoy
desk-week-not-mine = Nada que sepamos en sus condados.
desk-week-none = No sabemos de ninguna audiencia, fecha límite ni cierre en los próximos siete días.
desk-week-next = La próxima fecha que conocemos:
desk-week-more = { $n ->
    [one] Y una más.
   *[other] Y { $n } más.
}
due-hearing = Audiencia
due-comment_deadline = Último día para comentarios
due-cases_moved = Los casos se mudan
due-door_closed = Se cierra la puerta
due-cut_in_force = Empieza el recorte
due-moved = La oficina se muda
due-moved_in = Abre en el nuevo lugar

refused-sign-in = Primero inicie sesión
refused-sign-in-lead = No ha iniciado sesión, o su sesión se cerró. Lo que mandó no se guardó.
refused-role = Su cuenta no puede hacer eso. Si lo necesita, pregunte a quien le invitó.

desk-said-saved = Guardado.
desk-said-ended = Esa sesión se cerró.
desk-said-invited = La invitación va en camino. Su enlace sirve por 7 días.
desk-said-role = El rol cambió. Vale desde ahora.
desk-said-removed = La cuenta ya no está. Lo que se hizo con ella queda, sin nombre.
desk-todo = Por hacer
desk-todo-tips = { $n ->
    [one] Un aviso nuevo del público
   *[other] { $n } avisos nuevos del público
}
desk-todo-drafts = { $n ->
    [one] Un caso suyo todavía no se publica
   *[other] { $n } casos suyos todavía no se publican
}
desk-todo-copies = { $n ->
    [one] Una fuente no se pudo copiar
   *[other] { $n } fuentes no se pudieron copiar
}
desk-todo-letters = { $n ->
    [one] Una carta no se pudo mandar y ya no se intenta. El registro del servicio dice por qué.
   *[other] { $n } cartas no se pudieron mandar y ya no se intentan. El registro del servicio dice por qué.
}
desk-todo-name = Dígales su nombre a sus colegas
desk-todo-counties = Elija los condados que le tocan, y sus fechas saldrán primero
desk-out = Cerrar sesión

person-role-advocate = Defensa
person-role-moderator = Moderación
person-role-organizer = Organización
person-role-admin = Administración
person-role-what-advocate = Revisa los avisos, anota cierres y guarda sus fuentes.
person-role-what-moderator = Hace lo mismo que defensa, y revisa lo que manda el público.
person-role-what-organizer = Ve lo que viene y conecta otros programas.
person-role-what-admin = Puede hacer todo, y dice quién entra.

door-title = Iniciar sesión
door-lead = Para quienes llevan la lista de cierres. No hay contraseña. Le mandamos un enlace por correo.
door-email = Correo electrónico
door-email-hint = El mismo con que le invitaron.
door-send = Mándenme un enlace
door-error-email = Eso no parece un correo electrónico. Lleva una @ y un nombre después, como ana@example.org.
door-error-often = Acabamos de mandar varias cartas a esa dirección. Use la más nueva, o pruebe otra vez en unos minutos.
door-visitor = ¿Busca ayuda?
door-visitor-what = No necesita iniciar sesión para encontrar una oficina ni para reportar un problema.
door-sent = Mire su correo
door-sent-lead = Si esta dirección tiene una cuenta, una carta con un enlace va en camino. El enlace sirve por 30 minutos.
door-sent-nothing = ¿No llega la carta?
door-sent-spam = Mire en la carpeta de correo no deseado.
door-sent-spelling = Revise que la dirección sea la misma con que le invitaron.
door-sent-ask = Pregunte a quien le invitó si su cuenta todavía existe.
door-again = Probar otra vez
door-press = Presione el botón y ya está.
door-welcome = Le damos la bienvenida a Still Open
door-welcome-lead = Le invitaron a ayudar a llevar la lista de cierres. Qué bueno que está aquí.
door-your-role = Su rol:
door-name = Su nombre
door-name-hint = Lo ven sus colegas. Los visitantes no. Basta el primer nombre.
door-in = Iniciar sesión
door-promise = No guardamos qué aparato usa, ni su navegador, ni dónde está. Su sesión se cierra después de 12 horas sin uso.
door-late = Este enlace ya no sirve
door-late-lead = Un enlace sirve una sola vez y por poco tiempo. No se perdió nada: pida uno nuevo.
door-late-new = Mándenme un enlace nuevo
door-late-invite = ¿Era su primera invitación? Entonces pida a quien le invitó que la mande otra vez.
door-said-out = Su sesión se cerró.
door-said-everywhere = Su sesión se cerró en todas partes.
door-said-gone = Su cuenta ya no existe. Borramos su dirección y su nombre. Gracias por lo que hizo aquí.

letter-sign-in = Su enlace para Still Open
letter-sign-in-text =
    Hola:

    Con este enlace inicia sesión en Still Open. Ábralo y presione el botón:

    { $link }

    Sirve una sola vez, en los próximos 30 minutos.

    ¿No lo pidió? Entonces olvide esta carta. Nadie puede entrar sin ella.
letter-invite = Le invitan a Still Open
letter-invite-somebody = Alguien de Still Open
letter-invite-text =
    Hola:

    { $by } le invita a Still Open, la lista pública de las oficinas de ayuda que cierran y de las que siguen abiertas.

    Su rol: { $role }. { $what }

    Abra este enlace y presione el botón:

    { $link }

    Sirve una sola vez, en los próximos 7 días. No hay contraseña.

    ¿No sabe de qué se trata? Entonces olvide esta carta. No le escribiremos más.

account-title = Mi cuenta
account-name = Mi nombre
account-counties = Condados que me tocan
account-counties-hint = Sus fechas salen primero en su escritorio. Elija cuantos quiera, o ninguno.
account-counties-choose = Elegir condados
account-save = Guardar
account-sessions = Dónde tengo la sesión abierta
account-sessions-hint = No guardamos qué aparato es. Si quiere, póngale un nombre para distinguirlo de otros.
account-unnamed = Un aparato sin nombre
account-here = Este
account-session-when = Sesión iniciada { $since }, último uso { $used }
account-today = hoy a las { $time }
account-day = el { $day }
account-label = Ponerle nombre
account-label-is = Cómo le dice usted
account-label-save = Guardar el nombre
account-end = Cerrar sesión
account-end-all = Cerrar sesión en todas partes
account-remove = Borrar mi cuenta
account-remove-what = El correo electrónico, el nombre y todas las sesiones se borran para siempre. Lo que se escribió en la lista de cierres queda, sin nombre.
account-remove-go = Borrar mi cuenta
account-sure = ¿Borrar su cuenta?
account-sure-go = Sí, borrarla
account-sure-keep = No, dejarla

people-title = Personas
people-lead = Quién puede entrar y qué puede hacer. Solo se entra con invitación.
people-here = { $n ->
    [one] Una persona
   *[other] { $n } personas
}
people-you = Usted
people-waiting = Con invitación, todavía no ha entrado
people-invite = Invitar a alguien
people-name = Nombre, si lo sabe
people-role = Rol
people-invite-go = Mandar la invitación
people-error-here = Ya hay una cuenta con esta dirección. Está en la lista.
people-error-role = Elija qué puede hacer la persona.
people-counties = Condados
people-no-counties = Ninguno elegido
people-invited-on = Fecha de invitación
people-joined-on = Entró por primera vez
people-role-change = Cambiar el rol
people-role-go = Guardar el rol
people-again = Mandar la invitación otra vez
people-again-what = Una carta nueva con un enlace nuevo, por 7 días.
people-again-go = Mandarla otra vez
people-remove = Quitar la cuenta
people-remove-what = La sesión de la persona se cierra enseguida y no puede volver a entrar. El correo electrónico y el nombre se borran para siempre. Lo que se escribió en la lista de cierres queda, sin nombre.
people-remove-go = Quitarla
people-sure = ¿Quitar la cuenta de { $name }?
people-sure-go = Sí, quitarla
people-last-admin = Tiene que quedar alguien que administre
people-last-admin-what = Sin nadie que administre, no se podría invitar ni quitar a nadie. Primero dele ese rol a otra persona. Esa persona tiene que haber entrado al menos una vez.
