//! What people call an office that prints another name on its door, in English and Spanish.

use crate::domain::kind::OfficeKind;

/// Words by which offices of a kind are looked for, besides their names and services.
pub(super) const fn said_of(kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::Fcrc => {
            "dhs idhs public aid welfare food stamp stamps link card snap cash medical medicaid tanf \
             comida cupones estampillas alimentos ayuda publica tarjeta asistencia medica"
        }
        OfficeKind::SsaFieldOffice => {
            "ssa social security ssi ssdi disability retirement seguro social incapacidad jubilacion"
        }
        OfficeKind::WicClinic => "wic baby infant formula mothers bebe leche mamas",
        OfficeKind::IdesOffice => "ides unemployment jobless desempleo",
        OfficeKind::WorkforceCenter => "job jobs work employment training trabajo empleo",
        OfficeKind::SosDriverServices => {
            "dmv driver drivers license id licencia conducir identificacion"
        }
        OfficeKind::PublicMentalHealthClinic | OfficeKind::StateMentalHealthCenter => {
            "mental health counseling salud consejeria"
        }
        OfficeKind::PublicHealthClinic
        | OfficeKind::StiClinic
        | OfficeKind::LocalHealthDepartment
        | OfficeKind::Hospital => "health doctor clinic salud doctor clinica",
        OfficeKind::SeniorCenter => "senior seniors elderly mayores ancianos",
        OfficeKind::VeteransServiceOffice => "va veteran veterans veteranos",
        OfficeKind::CommunityServiceCenter => {
            "rent heat shelter emergency renta calefaccion refugio"
        }
        OfficeKind::DcfsOffice => "dcfs children family ninos familia",
        OfficeKind::MedicalFieldOperations
        | OfficeKind::StateDevelopmentalCenter
        | OfficeKind::AdminOffice
        | OfficeKind::Other => "",
    }
}

/// Words that say nothing of what is looked for, where others stand beside them.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "at"
            | "by"
            | "for"
            | "in"
            | "me"
            | "my"
            | "near"
            | "nearest"
            | "closest"
            | "of"
            | "office"
            | "offices"
            | "on"
            | "the"
            | "to"
            | "where"
            | "is"
            | "cerca"
            | "cercana"
            | "de"
            | "del"
            | "donde"
            | "el"
            | "en"
            | "esta"
            | "la"
            | "las"
            | "los"
            | "mas"
            | "mi"
            | "oficina"
            | "oficinas"
            | "para"
    )
}
