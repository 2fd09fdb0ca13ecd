# Lo que el público ve de los reportes.

counts-h2 = Lo que la gente cuenta
counts-none = Todavía no hay reportes contados aquí. Los contamos una vez por semana.
counts-none-county = Todavía no hay reportes contados en las oficinas de este condado. Los contamos una vez por semana.
counts-total = Aquí se cuentan { $number } reportes.
counts-total-fewer = Menos de 11 reportes hasta ahora.
counts-total-held = Hay personas que nos contaron de problemas aquí. Todavía no son suficientes para mostrar un número.
counts-fewer = menos de 11
counts-held = no se muestra
counts-by-problem = { $place }: reportes por problema
counts-by-quarter = { $place }: reportes según cuándo pasó
counts-problem = Problema
counts-quarter = Cuándo
counts-office = Oficina
counts-number = Reportes
counts-quarter-name = { $quarter ->
    [1] De enero a marzo de { $year }
    [2] De abril a junio de { $year }
    [3] De julio a septiembre de { $year }
   *[other] De octubre a diciembre de { $year }
}
counts-chart = Los mismos números de la tabla, en barras.
counts-not-incidence = Los reportes no miden la frecuencia: dicen lo que la gente quiso contarnos, no cuántas veces pasa.
counts-how = Contamos una vez por semana, en grupos de 11 o más, para que no se pueda reconocer a nadie. Lo que no alcanza para un grupo espera, o cuenta solo en un total. Por eso las partes pueden sumar menos que el total.
counts-hours = { $n ->
    [one] 1 hora
   *[other] { $n } horas
}
counts-minutes = { $n ->
    [one] 1 minuto
   *[other] { $n } minutos
}
counts-case-h2 = Lo que la gente cuenta de estas oficinas
counts-case-table = Reportes en las oficinas de este caso
counts-more = Todo sobre el { $county }: oficinas, cierres, reportes

reported-closed_without_notice = Cerrada sin aviso
reported-hours_not_as_posted = No abrió a la hora anunciada
reported-long_wait = Larga espera
reported-turned_away = No atendieron a la persona
reported-phone_not_answered = No contestan el teléfono
reported-papers_lost = Papeles perdidos
reported-benefits_late_or_cut = Ayuda tarde o quitada por error
reported-no_interpreter = Sin intérprete
reported-not_accessible = Difícil entrar o moverse
reported-without_respect = Falta de respeto
reported-wrong_information = Se mudó, o información equivocada
reported-sent_elsewhere = Enviada a un sitio web u otra oficina
reported-safety = No se sintió segura
reported-other = Otra cosa

median-wait_minutes = La mitad de quienes nos contaron esperó { $value } o más.
median-trips = { $n ->
    [one] La mitad de quienes nos contaron fue una vez o más.
   *[other] La mitad de quienes nos contaron fue { $value } veces o más.
}
median-phone_tries = { $n ->
    [one] La mitad de quienes nos contaron llamó una vez o más.
   *[other] La mitad de quienes nos contaron llamó { $value } veces o más.
}
median-phone_minutes = La mitad de quienes nos contaron esperó { $value } o más en el teléfono.
median-papers_times = { $n ->
    [one] La mitad de quienes nos contaron entregó los mismos papeles una vez o más.
   *[other] La mitad de quienes nos contaron entregó los mismos papeles { $value } veces o más.
}
median-late_days = { $n ->
    [one] La mitad de quienes nos contaron esperó su ayuda 1 día o más.
   *[other] La mitad de quienes nos contaron esperó su ayuda { $value } días o más.
}
median-sent_miles = { $n ->
    [one] A la mitad de quienes nos contaron la enviaron a 1 milla o más.
   *[other] A la mitad de quienes nos contaron la enviaron a { $value } millas o más.
}

told-h2 = En sus propias palabras
told-how = Las personas que escribieron esto nos dejaron mostrarlo. Antes lo leyó una persona que modera.
told-week = Semana del { $day }
told-answered = La oficina respondió.
told-fixed = La oficina lo corrigió.
told-photo = Foto { $n } de { $all } enviada con este reporte: { $problem }
told-only-photos = Fotos, sin palabras
told-feed-title = { $problem }: semana del { $day }

area-lead = Las oficinas de ayuda pública de este condado, qué se cerró y qué cuenta la gente.
area-offices-h2 = Oficinas en este condado
area-offices-none = No conocemos ninguna oficina en este condado.
area-follow-h2 = Siga lo que pasa
