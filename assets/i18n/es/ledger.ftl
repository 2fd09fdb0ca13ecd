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
