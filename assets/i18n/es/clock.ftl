### El reloj de la ley
