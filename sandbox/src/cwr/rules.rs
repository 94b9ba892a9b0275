//! The fields of the five uploads, as the document's tables list them.

use Form::{Dictionary, Latitude, Longitude, OneOf, Period, Photo, Second, Text, Validity};
use Need::{May, Must};

use super::function::Function;

/// One field; its value is a string.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) form: Form,
}

/// Whether a field must have a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Must,
    May,
}

/// What a value looks like.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Text,
    OneOf(&'static [&'static str]),
    /// A code of this dictionary.
    Dictionary(Function),
    /// `yyyy-MM-dd HH:mm:ss`, 24 hours.
    Second,
    /// `yyyy-MM-dd:yyyy-MM-dd`, or `yyyy-MM-dd:` where the end is open.
    Period,
    /// `yyyy.MM.dd-yyyy.MM.dd` or `yyyy.MM.dd-长期`, as printed on the card.
    Validity,
    /// A JPEG or PNG in Base64, and nothing else around it.
    Photo,
    Longitude,
    Latitude,
}

const fn rule(name: &'static str, need: Need, form: Form) -> Rule {
    Rule { name, need, form }
}

/// Section 3.2.2. `cwr_iskeypsn` stands in the sample only; `work_typername` was removed by V2.2.3.
pub(super) const EMPLOYEE: &[Rule] = &[
    rule("Project_ID", Must, Text),
    rule("id_code", Must, Text),
    rule("id_photo", Must, Photo),
    rule("emp_name", Must, Text),
    rule("emp_phone", Must, Text),
    rule("emp_nativeplace", Must, Text),
    rule("emp_nation", Must, Text),
    rule("pass_period", Must, Period),
    rule("match_flag", Must, OneOf(&["Y", "N"])),
    rule("facephoto", Must, Photo),
    rule("emp_company", Must, Text),
    rule(
        "emp_category",
        Must,
        Dictionary(Function::DictListEmpCategory),
    ),
    rule("emp_dept", May, Text),
    rule(
        "job_typename",
        Must,
        Dictionary(Function::DictListJobTypeName),
    ),
    rule("job_name", Must, Dictionary(Function::DictListJobName)),
    rule("contract_status", Must, OneOf(&["0", "1"])),
    rule("id_agency", Must, Text),
    rule("id_validdate", Must, Validity),
    rule("emp_bankname", May, Text),
    rule("emp_cardnum", May, Text),
    rule("job_dept", May, Text),
    rule("idphoto_scan", Must, Photo),
    rule("idphoto_scan2", Must, Photo),
    rule("cwr_iskeypsn", May, OneOf(&["0", "1"])),
];

/// Section 3.2.3.
pub(super) const PASSED_LOG: &[Rule] = &[
    rule("Project_ID", Must, Text),
    rule("Device_ID", Must, Text),
];

/// The records of `passedlog_list`.
pub(super) const PASSAGE: &[Rule] = &[
    rule("person_type", Must, OneOf(&["0", "1"])),
    rule("person_id", Must, Text),
    rule("person_name", Must, Text),
    rule("passed_time", Must, Second),
    rule("direction", Must, OneOf(&["in", "out"])),
    rule("way", Must, OneOf(&["1", "2", "3"])),
    rule("site_photo", May, Photo),
    rule("longitude", May, Longitude),
    rule("latitude", May, Latitude),
    rule("address", May, Text),
];

/// Section 3.2.4.
pub(super) const LEAVE: &[Rule] = &[rule("Project_ID", Must, Text)];

/// The records of `userLeaveProject_list`.
pub(super) const LEAVER: &[Rule] = &[rule("id_code", Must, Text)];

/// Section 3.2.5.
pub(super) const COMPANY: &[Rule] = &[
    rule("Project_ID", Must, Text),
    rule("Company_Name", Must, Text),
    rule("Short_Name", May, Text),
    rule("Capital", May, Text),
    rule("Legal_Person", Must, Text),
    rule("SUID", Must, Text),
    rule("Bank_Open", May, Text),
    rule("Bank_Num", May, Text),
    rule("Address", May, Text),
    rule("Contacts", May, Text),
    rule("Mobile_Phone", May, Text),
    rule("Email", May, Text),
    rule("Postcode", May, Text),
    rule("Suid_Superior", May, Text),
    rule("Type", May, Dictionary(Function::GetCompanyType)),
];

/// Section 3.2.6.
pub(super) const REMOVED_COMPANY: &[Rule] = &[
    rule("Project_ID", Must, Text),
    rule("Company_Name", Must, Text),
    rule("SUID", Must, Text),
];

impl Function {
    /// The fields of its body, but for its list.
    pub(super) fn rules(self) -> &'static [Rule] {
        match self {
            Self::RegisterEmployee => EMPLOYEE,
            Self::UploadPassedLog => PASSED_LOG,
            Self::UserLeaveProject => LEAVE,
            Self::AddCompany => COMPANY,
            Self::ProjectRemoveCompany => REMOVED_COMPANY,
            _ => &[],
        }
    }

    /// Its list of records and their fields, where it has one.
    pub(super) fn list(self) -> Option<(&'static str, &'static [Rule])> {
        match self {
            Self::UploadPassedLog => Some(("passedlog_list", PASSAGE)),
            Self::UserLeaveProject => Some(("userLeaveProject_list", LEAVER)),
            _ => None,
        }
    }

    /// Whether it takes several records a call.
    pub(crate) fn has_list(self) -> bool {
        self.list().is_some()
    }
}
