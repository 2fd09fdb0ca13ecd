//! What an office is for: the publisher's kind, and the need that brings a person there.

text_enum! {
    /// The kind of an office, as the agency that runs it would say.
    OfficeKind {
        /// IDHS Family Community Resource Center: food, medical and cash help.
        Fcrc = "fcrc",
        /// Back office of IDHS that works on medical cases; no public counter.
        MedicalFieldOperations = "medical_field_operations",
        /// Clinic of the Women, Infants and Children programme.
        WicClinic = "wic_clinic",
        /// Field office of the Social Security Administration.
        SsaFieldOffice = "ssa_field_office",
        /// Office of the Illinois Department of Employment Security.
        IdesOffice = "ides_office",
        /// Job-seekers' centre.
        WorkforceCenter = "workforce_center",
        /// Driver services of the Secretary of State: licences and ID cards.
        SosDriverServices = "sos_driver_services",
        /// Public clinic for mental health.
        PublicMentalHealthClinic = "public_mental_health_clinic",
        /// State hospital for mental health.
        StateMentalHealthCenter = "state_mental_health_center",
        /// State residence for people with developmental disabilities.
        StateDevelopmentalCenter = "state_developmental_center",
        /// Public clinic for primary care.
        PublicHealthClinic = "public_health_clinic",
        /// Public clinic for sexually transmitted infections.
        StiClinic = "sti_clinic",
        /// County or city health department.
        LocalHealthDepartment = "local_health_department",
        /// Hospital.
        Hospital = "hospital",
        /// Centre for older people.
        SeniorCenter = "senior_center",
        /// Community service centre: emergency help, case work.
        CommunityServiceCenter = "community_service_center",
        /// Office for veterans' benefits.
        VeteransServiceOffice = "veterans_service_office",
        /// Office of the Department of Children and Family Services.
        DcfsOffice = "dcfs_office",
        /// Administration without a public counter.
        AdminOffice = "admin_office",
        /// A kind that this list does not have.
        Other = "other",
    }
}

text_enum! {
    /// What a person comes for, in the order in which it is offered.
    Need {
        /// Food, medical and cash help.
        Aid = "aid",
        /// Retirement, disability, SSI.
        SocialSecurity = "social-security",
        /// Food for pregnant people and small children.
        Wic = "wic",
        /// Lost a job, looking for one.
        Work = "work",
        /// Mental health.
        MentalHealth = "mental-health",
        /// Doctors and clinics.
        Health = "health",
        /// Driver's licence, ID card.
        Id = "id",
        /// Older people.
        Seniors = "seniors",
        /// Veterans.
        Veterans = "veterans",
        /// Rent, heat, shelter and other emergencies; families and children.
        Community = "community",
    }
}

impl OfficeKind {
    /// The need that brings people there; none where the public is not served at a counter.
    #[must_use]
    pub const fn need(self) -> Option<Need> {
        Some(match self {
            Self::Fcrc => Need::Aid,
            Self::SsaFieldOffice => Need::SocialSecurity,
            Self::WicClinic => Need::Wic,
            Self::IdesOffice | Self::WorkforceCenter => Need::Work,
            Self::PublicMentalHealthClinic | Self::StateMentalHealthCenter => Need::MentalHealth,
            Self::PublicHealthClinic
            | Self::StiClinic
            | Self::LocalHealthDepartment
            | Self::Hospital => Need::Health,
            Self::SosDriverServices => Need::Id,
            Self::SeniorCenter => Need::Seniors,
            Self::VeteransServiceOffice => Need::Veterans,
            Self::CommunityServiceCenter | Self::DcfsOffice => Need::Community,
            Self::MedicalFieldOperations
            | Self::StateDevelopmentalCenter
            | Self::AdminOffice
            | Self::Other => {
                return None;
            }
        })
    }

    /// Whether people go there on their own account, and go to the nearest. Nobody lives or is treated for months in a
    /// place because it is near; behind a desk without a counter nobody is seen at all.
    #[must_use]
    pub const fn is_walked_to(self) -> bool {
        self.need().is_some() && !matches!(self, Self::StateMentalHealthCenter)
    }

    /// Whether counties or ZIP codes are assigned to such an office.
    #[must_use]
    pub const fn has_service_area(self) -> bool {
        matches!(self, Self::Fcrc)
    }
}

/// A set of kinds, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KindSet(u32);

impl KindSet {
    /// No kind at all.
    pub const EMPTY: Self = Self(0);

    /// Every kind.
    #[must_use]
    pub fn all() -> Self {
        OfficeKind::ALL.iter().copied().collect()
    }

    /// The kinds that answer one need.
    #[must_use]
    pub fn of_need(need: Need) -> Self {
        OfficeKind::ALL.iter().copied().filter(|kind| kind.need() == Some(need)).collect()
    }

    /// The kinds that serve the public at a counter.
    #[must_use]
    pub fn public() -> Self {
        OfficeKind::ALL.iter().copied().filter(|kind| kind.need().is_some()).collect()
    }

    /// Whether a kind is in the set.
    #[must_use]
    pub const fn holds(self, kind: OfficeKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<OfficeKind> for KindSet {
    fn from_iter<I: IntoIterator<Item = OfficeKind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | 1 << kind as u32))
    }
}
