# La página que muestra a quién perjudica un cierre.
