# El escritorio de quienes inician sesión: la entrada, la página de inicio, las personas, la propia cuenta.

desk-nav = Escritorio
desk-home = Escritorio
desk-nameless = Todavía sin nombre
desk-hello = Hola
desk-hello-name = Hola, { $name }
desk-today = Hoy es { $weekday }, { $day }.
desk-week = Los próximos siete días
desk-week-mine = En sus condados
desk-week-elsewhere = En otros lugares
desk-week-today = Hoy
desk-week-not-mine = Nada que sepamos en sus condados.
desk-week-none = No sabemos de ninguna audiencia, fecha límite ni cierre en los próximos siete días.
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
refused-sign-in-go = Iniciar sesión
