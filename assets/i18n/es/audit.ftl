### La historia de los cambios

audit-title = Todos los cambios
audit-lead = Quién cambió qué, lo más nuevo primero. Se puede añadir una línea, nunca quitarla.
audit-verify = Para comprobar que nadie cambió una línea a espaldas del programa, ejecute
audit-none = Todavía no se ha cambiado nada.
audit-older = Cambios más antiguos
audit-detail = Lo que era y lo que pasó a ser
actor-resident = Una persona del público
actor-import = Leído de una lista
actor-system = El programa
