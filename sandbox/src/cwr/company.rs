//! Companies of a project (sections 3.2.5 and 3.2.6).

use super::super::store::Content;
use super::call::Visit;
use super::code::{Code, REPEATED, Refusal};
use super::roster::{Company, Project, text};

/// A company that is in the project already: public client code looks for these words.
const EXISTS: &[&str] = &[
    "企业已经存在这个工程中",
    "该企业已经存在这个工程中！",
    "ERROR: 企业已经存在这个工程中，请勿重复添加",
];

impl Project {
    /// Adds a company, or updates the one with its `SUID`; one that was removed is back.
    pub(super) fn add(&mut self, content: Content, visit: &Visit) -> Result<(), Refusal> {
        let superior = text(&content, "Suid_Superior");
        if !superior.is_empty() && !self.has_company(superior) {
            return Err(Code::NOT_FOUND.because("上级单位不在该项目下"));
        }
        let suid = text(&content, "SUID");
        if let Some(known) = self.companies.get(suid).filter(|known| known.present) {
            if visit.drawn.company_exists {
                return Err(Code::FAILED.because(visit.drawn.words.of(EXISTS)));
            }
            if visit.drawn.refuse_repeats.is_some() && known.content == content {
                return Err(Code::REPEATED.because(visit.drawn.words.of(REPEATED)));
            }
        }
        let company = Company {
            present: true,
            content: content.clone(),
        };
        self.companies.insert(suid.to_owned(), company);
        Ok(())
    }

    /// Removes a company, once all its workers left.
    pub(super) fn remove(&mut self, content: &Content, visit: &Visit) -> Result<(), Refusal> {
        let suid = text(content, "SUID");
        let workers = self.workers.values();
        let working = workers
            .filter(|worker| worker.on_site && worker.company == suid)
            .count();
        let known = self.companies.get_mut(suid);
        let named =
            known.filter(|c| text(&c.content, "Company_Name") == text(content, "Company_Name"));
        match named {
            Some(company) if company.present && working > 0 => {
                Err(Code::FAILED.because("单位下还有未离场人员"))
            }
            Some(company) if company.present => {
                company.present = false;
                Ok(())
            }
            Some(_) if visit.drawn.refuse_repeats.is_some() => {
                Err(Code::REPEATED.because(visit.drawn.words.of(REPEATED)))
            }
            _ => Err(Code::NOT_FOUND.because("单位不在该项目下")),
        }
    }

    /// `SUID` of the company that goes by this name in the project.
    pub(super) fn present_company(&self, name: &str) -> Option<String> {
        let mut companies = self.companies.iter();
        let found =
            companies.find(|(_, c)| c.present && text(&c.content, "Company_Name") == name)?;
        Some(found.0.clone())
    }

    fn has_company(&self, suid: &str) -> bool {
        let company = self.companies.get(suid);
        company.is_some_and(|company| company.present)
    }
}
