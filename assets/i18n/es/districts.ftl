# Páginas de zonas y distritos.
