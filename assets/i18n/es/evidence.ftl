### Fuentes y copias guardadas
