"""Spanish. The software's own words stay English, as they often do."""

from __future__ import annotations

from desirepath.simulate.wording.phrases import Phrases

SPANISH = {
    "workflow_friction": Phrases(
        subjects=(
            "{thing} siempre rechazado",
            "No paso de '{step}'",
            "'{step}' no guarda nada",
            "Lo que escribo en {thing} desaparece",
        ),
        sentences=(
            "{thing} se pone en rojo sin decir qué está mal.",
            "En '{step}' el botón sigue gris aunque todo está relleno.",
            "Tras el error en '{step}' se perdió todo lo escrito.",
            "La lista de {thing} es interminable y no se puede ordenar.",
            "Hacen falta diez clics para '{step}', antes bastaba uno.",
            "He tecleado {thing} cuatro veces y sale el mismo error.",
            "La pantalla '{step}' es tan confusa que no se ve la casilla obligatoria.",
            "Al volver atrás desde '{step}' se borra todo.",
        ),
        queries=("{thing} no válido", "error {step}", "{step} no guarda", "{step} bloqueado"),
    ),
    "policy_ambiguity": Phrases(
        subjects=(
            "¿Qué norma vale para {thing}?",
            "¿Es obligatorio '{step}' en nuestro caso?",
            "¿Desde qué importe hace falta '{step}'?",
            "Normas contradictorias sobre {thing}",
        ),
        sentences=(
            "El manual y la circular dicen cosas distintas sobre {thing}.",
            "Nadie sabe desde cuándo es preceptivo '{step}'.",
            "Me lo devolvieron por incumplir una norma, pero no dicen cuál.",
            "¿Los casos urgentes están exentos de '{step}', y dónde consta?",
            "No está definido quién puede decidir sobre {thing}.",
            "Auditoría y jurídico interpretan de otro modo la regla de '{step}'.",
            "¿El límite de {thing} es por caso o por año?",
            "Omitimos '{step}' porque nuestro reglamento no lo pide.",
        ),
        queries=("norma {thing}", "{step} obligatorio", "límite {step}", "quién decide {thing}"),
    ),
    "access_gap": Phrases(
        subjects=(
            "Sin autorización para '{step}'",
            "Por favor, denme acceso a '{step}'",
            "Acceso denegado a {thing}",
            "Falta el rol para '{step}'",
        ),
        sentences=(
            "Al abrir '{step}' dice que mi usuario no está autorizado.",
            "En {thing} solo tengo permiso de lectura.",
            "Desde el cambio mi perfil ya no incluye '{step}'.",
            "La solicitud del rol lleva dos semanas parada.",
            "El menú '{step}' no me aparece, a mi compañera sí.",
            "Asignen por favor el permiso de '{step}' a mi cuenta.",
            "{thing} está bloqueado para todo nuestro grupo.",
            "Como suplente no me deja entrar en '{step}'.",
        ),
        queries=("permiso {step}", "acceso denegado {thing}", "solicitar rol {step}", "desbloquear {step}"),
    ),
    "capability_gap": Phrases(
        subjects=(
            "¿Cómo se hace '{step}'?",
            "Soy nuevo: ¿qué pongo en {thing}?",
            "Busco una guía de '{step}'",
            "Me perdí el curso de '{step}'",
        ),
        sentences=(
            "Es mi primer expediente aquí y no sé cómo se hace '{step}'.",
            "Estaba de vacaciones durante la formación y nadie me enseñó '{step}'.",
            "¿Qué hay que poner exactamente en {thing}?",
            "Empecé hace tres semanas y nunca he hecho '{step}'.",
            "¿Hay un vídeo que explique '{step}' desde el principio?",
            "Siempre confundo {thing} con la casilla de arriba.",
            "Con el método antiguo lo sabía todo, aquí no encuentro {thing}.",
            "Un ejemplo relleno de '{step}' me ayudaría a aprender.",
        ),
        queries=("cómo hacer {step}", "guía {step}", "qué es {thing}", "curso {step}"),
    ),
    "support_dependency": Phrases(
        subjects=(
            "Hagan otra vez '{step}' conmigo",
            "Otra vez yo por {thing}",
            "Espero su llamada para '{step}'",
            "Por favor, encárguense de '{step}' como siempre",
        ),
        sentences=(
            "La última vez alguien de soporte hizo '{step}' conmigo, ¿pueden repetirlo?",
            "Para '{step}' siempre llamo a soporte, hoy nadie contesta.",
            "Introduzcan {thing} por mí como el lunes, por favor.",
            "Estoy esperando que me llamen, mientras tanto todo está parado.",
            "Es ya mi cuarta consulta sobre {thing}.",
            "¿Pueden conectarse a mi pantalla y terminar '{step}'?",
            "Sin su ayuda no me atrevo a enviar '{step}'.",
            "En cuanto soporte me acompañó, '{step}' salió bien.",
        ),
        queries=("llamar soporte {step}", "teléfono de ayuda", "quién ayuda con {step}", "chat soporte {step}"),
    ),
}
