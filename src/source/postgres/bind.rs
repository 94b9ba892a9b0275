//! Arguments of PostgreSQL statements, each in the type that the server found for its place.

use chrono_tz::Tz;
use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
use sqlx::postgres::{
    PgArgumentBuffer, PgArguments, PgStatement, PgTypeInfo, Postgres as Database,
};
use sqlx::{Arguments, Either, Statement as _, Type};

use super::write::write;
use crate::source::SourceError;
use crate::source::statement::Arg;

/// A value already written in the binary form of its type.
struct Written<'a> {
    type_info: &'a PgTypeInfo,
    bytes: Vec<u8>,
}

impl Type<Database> for Written<'_> {
    fn type_info() -> PgTypeInfo {
        <str as Type<Database>>::type_info()
    }
}

impl Encode<'_, Database> for Written<'_> {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&self.bytes);
        Ok(IsNull::No)
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(self.type_info.clone())
    }
}

/// The arguments as PostgreSQL takes them: so a text key meets the index of a bigint column.
///
/// # Errors
/// [`SourceError::Value`] for a text that cannot be written in the type of its place.
pub(super) fn arguments(
    prepared: &PgStatement,
    args: &[Arg<'_>],
    zone: Tz,
) -> Result<PgArguments, SourceError> {
    let types = match prepared.parameters() {
        Some(Either::Left(types)) => types,
        Some(Either::Right(_)) | None => &[],
    };
    let mut bound = PgArguments::default();
    for (arg, type_info) in std::iter::zip(args, types) {
        let bytes = match *arg {
            Arg::Text(text) | Arg::Like(_, text) => write(type_info, text, zone)?,
            Arg::Integer(number) => write(type_info, &number.to_string(), zone)?,
        };
        let added = bound.add(Written { type_info, bytes });
        added.map_err(|error| SourceError::value(&error.to_string()))?;
    }
    Ok(bound)
}
