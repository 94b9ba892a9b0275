//! The configuration of a test's site.

use shangbao::sql::Dialect;

use super::Bed;

impl Bed {
    /// The configuration.
    pub(crate) fn jobs_toml(&self) -> String {
        let state = match self.dialect {
            Dialect::Sqlite => "sqlite://shangbao.db".to_owned(),
            _ => self.site.url.clone(),
        };
        format!(
            r#"
[state]
url = "{state}"

[sources.site]
url = "{}"
{}

[platforms.hazchem]
kind = "hazchem"
url = "{}"
username = "sandbox"
password = "{}"
system_name = "测试系统"
area_code = "370211"
timeout = "2s"
{}

[jobs.work_ticket]
mapping = "work_ticket"
source = "site"
platform = "hazchem"
{}

{}
"#,
            self.site.url,
            self.source,
            self.sandbox.url(),
            self.password,
            self.platform,
            self.job,
            self.web
        )
    }
}
