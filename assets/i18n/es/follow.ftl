### Seguir: correo, canales, calendario y carteles
