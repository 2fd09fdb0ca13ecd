# Límites, dónde vive la gente, quién ocupa el cargo.

text-data-loaded = Cargado para este sitio
text-data-loaded-1 = Estos archivos son demasiado grandes o demasiado nuevos para venir con el programa. Quien maneja este sitio los cargó de quienes los publican.
areas-none = Aquí todavía no se ha cargado nada de esto. Por eso este sitio cuenta por códigos postales y millas, y no por personas.
areas-of-kind = Límites: { $kind }
areas-vintage = datos de { $vintage }
areas-loaded-on = cargado el { $date }
set-areas-county = Límites de los condados
set-areas-place = Límites de ciudades, pueblos y villas
set-areas-community-area = Áreas comunitarias de Chicago
set-areas-ward = Distritos municipales (wards)
set-areas-house = Distritos de la Cámara de Representantes de Illinois
set-areas-senate = Distritos del Senado de Illinois
set-areas-congress = Distritos de la Cámara de Representantes de EE. UU.
set-demand-tract = Dónde vive la gente, por sector censal
set-demand-block-group = Dónde vive la gente, por grupo de manzanas del censo
set-demand-zip = Dónde vive la gente, por código postal
set-officeholders-house = Miembros de la Cámara de Representantes de Illinois
set-officeholders-senate = Miembros del Senado de Illinois
set-officeholders-congress = Miembros de la Cámara de Representantes de EE. UU.
