//! What a platform of kind `hazchem` is besides its address.

use std::path::Path;
use std::time::Duration;

use super::Secret;
use super::secret::required_secret;
use super::values::{duration_of, required_text};
use crate::document::Fields;

/// The settings of an account at the hazchem platform.
#[derive(Clone, Debug)]
pub struct HazchemConfig {
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
    /// The password already is Base64.
    pub password_encoded: bool,
    /// `Authorization: Bearer <token>`; `false` for the raw token.
    pub bearer: bool,
    /// The envelope's `systemName`.
    pub system_name: String,
    /// The envelope's `areaCode`.
    pub area_code: String,
    /// How far apart two attachments are, where the target's own pace is not wanted.
    pub pace: Option<Duration>,
}

pub(super) fn read(fields: &mut Fields<'_>, folder: &Path) -> Option<HazchemConfig> {
    let username = required_text(fields, "username");
    let password = required_secret(fields, "password", "password_file", folder);
    let password_encoded = fields
        .bool("password_encoded")
        .is_some_and(|(value, _)| value);
    let bearer = fields.bool("bearer").is_none_or(|(value, _)| value);
    let system_name = required_text(fields, "system_name");
    let area_code = required_text(fields, "area_code");
    let pace = fields.node("pace").is_some();
    let pace = pace.then(|| duration_of(fields, "pace", Duration::ZERO));
    Some(HazchemConfig {
        username: username?,
        password: password?,
        password_encoded,
        bearer,
        system_name: system_name?,
        area_code: area_code?,
        pace: pace.flatten(),
    })
}
