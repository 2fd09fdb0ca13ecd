### La historia de los cambios
