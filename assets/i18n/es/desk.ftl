### Escribir el registro: casos y avisos
