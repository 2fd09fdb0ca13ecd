# Lo que se dice a otros programas que hablan Open311.

open311-about = Qué salió mal en una oficina de ayuda pública. La oficina va en address_id.
open311-group = Oficinas de ayuda pública
open311-number = Un número entero de { $least } a { $most }.
open311-day = ¿Qué día fue?
open311-day-hint = Un día como 2026-06-24. Si no lo pone, tomamos el de hoy.
open311-fixed = La oficina ya lo arregló.
open311-answered = La oficina respondió.
open311-kept = Gracias. Una persona lee el reporte antes de que alguien más pueda verlo. Para verlo otra vez o retirarlo, vaya a { $address } y escriba este código: { $code }
open311-masked = Un número o una dirección en sus palabras podía llevar a usted. Lo tapamos y no lo guardamos.
