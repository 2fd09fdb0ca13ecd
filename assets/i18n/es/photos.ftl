# Fotos que pertenecen a un reporte.
photo-fault-empty = La foto está vacía. Elíjala otra vez.
photo-fault-too-large = La foto pesa más de { $most } megabytes. Tome una más pequeña o redúzcala.
photo-fault-not-a-photo = Esto no es una foto que podamos leer. Envíe un JPEG, PNG o WebP. No importa cómo se llame el archivo.
photo-fault-heic = Esta foto está en el formato HEIC de Apple, que no podemos leer. En el teléfono: Ajustes, Cámara, Formatos, Más compatible; luego tómela otra vez. O envíe una captura de pantalla de la foto.
photo-fault-moving = Esta imagen se mueve. Envíe una que no se mueva.
photo-fault-too-many-pixels = La foto tiene demasiados píxeles. Redúzcala a menos de { $most } megapíxeles.
photo-fault-broken = La foto está cortada o dañada. Envíela otra vez.
photo-fault-too-many = Puede enviar { $most } fotos como máximo. Deje algunas fuera.
