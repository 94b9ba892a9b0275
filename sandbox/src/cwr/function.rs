//! The functions of the interface.

use serde::Serialize;

/// A function of the interface (sections 3.1.1 and 3.2.1), but for those that the platform closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Function {
    /// 人员类型数据字典.
    DictListEmpCategory,
    /// 工种/岗位数据字典.
    DictListJobTypeName,
    /// 工种名称数据字典.
    DictListJobName,
    /// 单位类型数据字典.
    GetCompanyType,
    /// 上报人员实名制信息.
    RegisterEmployee,
    /// 上传考勤信息.
    UploadPassedLog,
    /// 人员离场.
    #[serde(rename = "userLeaveProject")]
    UserLeaveProject,
    /// 添加企业信息.
    AddCompany,
    /// 项目下移除企业信息.
    ProjectRemoveCompany,
}

impl Function {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::DictListEmpCategory,
        Self::DictListJobTypeName,
        Self::DictListJobName,
        Self::GetCompanyType,
        Self::RegisterEmployee,
        Self::UploadPassedLog,
        Self::UserLeaveProject,
        Self::AddCompany,
        Self::ProjectRemoveCompany,
    ];

    /// Its path on the platform; the case of its letters matters.
    pub fn path(self) -> &'static str {
        match self {
            Self::DictListEmpCategory => "/CWRService/DictListEmpCategory",
            Self::DictListJobTypeName => "/CWRService/DictListJobTypeName",
            Self::DictListJobName => "/CWRService/DictListJobName",
            Self::GetCompanyType => "/CWRService/GetCompanyType",
            Self::RegisterEmployee => "/CWRService/RegisterEmployee",
            Self::UploadPassedLog => "/CWRService/UploadPassedLog",
            Self::UserLeaveProject => "/CWRService/userLeaveProject",
            Self::AddCompany => "/CWRService/AddCompany",
            Self::ProjectRemoveCompany => "/CWRService/ProjectRemoveCompany",
        }
    }

    /// The last part of its path: `RegisterEmployee`.
    pub fn name(self) -> &'static str {
        self.path().rsplit('/').next().unwrap_or_default()
    }

    /// Whether it takes records; a dictionary gives some.
    pub fn is_upload(self) -> bool {
        self > Self::GetCompanyType
    }

    /// The `api_version` that the document's table of the function names (可选值).
    pub(super) fn version(self) -> &'static str {
        match self {
            Self::DictListJobTypeName
            | Self::DictListJobName
            | Self::GetCompanyType
            | Self::RegisterEmployee => "1.1",
            _ => "1.0",
        }
    }

    /// The fields that name a record in a script of faults, joined by a blank.
    pub(super) fn identity(self) -> &'static [&'static str] {
        match self {
            Self::RegisterEmployee | Self::UserLeaveProject => &["id_code"],
            Self::UploadPassedLog => &["person_id", "passed_time"],
            Self::AddCompany | Self::ProjectRemoveCompany => &["SUID"],
            _ => &[],
        }
    }
}
