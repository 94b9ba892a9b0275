//! `jobs.toml`, environment and secret files, with every problem and its place.
//!
//! figment layers the values (`layers`), each table is read by a file of its own (`source`, `platform`, `job`), and
//! `resolve` puts together what the program needs: jobs that can start, and those that cannot, with the reason.

mod address;
mod cwr;
mod hazchem;
mod job;
mod layers;
mod platform;
mod resolve;
mod secret;
mod source;
mod values;
mod web;

use std::path::Path;

pub(crate) use crate::document::quantity::duration;

pub use cwr::CwrConfig;
pub use hazchem::HazchemConfig;
pub use job::{AskedJob, JobConfig};
pub use platform::{PlatformConfig, PlatformKind};
pub use resolve::{Config, Loaded, StateConfig};
pub use secret::Secret;
pub use source::SourceConfig;
pub use web::WebConfig;

use crate::document::{Document, Problems};
use crate::language::text;

/// Reads the configuration at `path`, with what the environment says instead (`SHANGBAO_<PATH>`, `__` between levels).
///
/// # Errors
/// The problems, when nothing can start: the file cannot be read, is not TOML, or its general part is wrong.
pub fn load(path: &Path) -> Result<Loaded, Problems> {
    let title = text!("config-title", path = path.display().to_string());
    let (document, problems) =
        Document::read(path).map_err(|problems| problems.titled(title.clone()))?;
    let problems = problems.titled(title);
    if !problems.is_empty() {
        return Err(problems);
    }
    let (root, problems) = layers::merged(&document, problems)?;
    resolve::resolve(path, &root, problems)
}
