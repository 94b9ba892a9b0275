//! The photos and attachments of a source.

use std::path::PathBuf;
use std::sync::Arc;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::STANDARD as ENCODE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use tokio::sync::Semaphore;

use super::folder::Folder;
use super::web::Web;
use super::{Attachment, LARGEST, Made, Make, MediaError, Origin, photo};

/// Padding is left out by some writers.
const DECODE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// `[sources.NAME] files`: where the files are that a source's columns name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The folder that paths start in.
    pub root: Option<PathBuf>,
    /// What stands before the paths in a column, for the folder: `D:\upload\`.
    pub strip: Option<String>,
    /// Where relative addresses start; its host is allowed.
    pub base_url: Option<String>,
    /// The hosts that files are fetched from: `host` for any port, or `host:port`.
    pub allowed_hosts: Vec<String>,
}

/// The photos and attachments of a source.
#[derive(Debug)]
pub struct Files {
    folder: Option<Folder>,
    web: Option<Web>,
    /// As many photos are made at a time as there are processors..
    processors: Arc<Semaphore>,
    /// .. and as fit in so many MiB.
    memory: Arc<Semaphore>,
}

/// The most MiB that photos take which are made at the same time.
const MEMORY: usize = 256;

impl Files {
    /// Reads by these settings. Opens nothing yet.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        let Settings { root, strip, .. } = settings.clone();
        let hosts = &settings.allowed_hosts;
        let web = if hosts.is_empty() && settings.base_url.is_none() {
            None
        } else {
            Some(Web::new(settings.base_url.as_deref(), hosts)?)
        };
        Ok(Self {
            folder: root.map(|root| Folder { root, strip }),
            web,
            processors: Arc::new(Semaphore::new(
                std::thread::available_parallelism().map_or(1, usize::from),
            )),
            memory: Arc::new(Semaphore::new(MEMORY)),
        })
    }

    /// What tells the state of a file from another of the same path: size and time of change. `None` for what is
    /// no file, or not there.
    pub fn stamp(&self, origin: &Origin) -> Option<String> {
        match origin {
            Origin::File(path) => self.folder.as_ref()?.stamp(path),
            _ => None,
        }
    }

    /// Reads what is wanted and makes of it what is sent.
    ///
    /// # Errors
    /// Why that cannot be had.
    pub async fn load(&self, origin: Origin, make: Make) -> Result<Made, MediaError> {
        let content = match origin {
            Origin::Url(address) => match &self.web {
                Some(web) => web.read(&address).await?,
                None => return Err(MediaError::HostNotAllowed),
            },
            Origin::File(path) => match self.folder.clone() {
                Some(folder) => aside(move || folder.read(&path)).await?,
                None => return Err(MediaError::NoFolder),
            },
            Origin::Bytes(bytes) => bytes,
            Origin::Base64(text) => aside(move || decoded(&text)).await?,
        };
        let takes = match make {
            Make::Photo { .. } => (photo::memory(&content) >> 20).clamp(1, MEMORY),
            Make::Attachment => 1,
        };
        let _room = self
            .memory
            .acquire_many(u32::try_from(takes).unwrap_or(1))
            .await;
        let _turn = self.processors.acquire().await;
        aside(move || made(content, make)).await
    }

    /// The address that is asked for a file; `None` where none is asked.
    pub fn address(&self, origin: &Origin) -> Option<String> {
        match origin {
            Origin::Url(address) => self.web.as_ref()?.shown(address),
            _ => None,
        }
    }
}

/// Does work that takes a while on a thread of its own. A decoder that breaks on what it is given breaks nothing else.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, MediaError> + Send + 'static,
) -> Result<T, MediaError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or(Err(MediaError::Damaged))
}

fn made(content: Vec<u8>, make: Make) -> Result<Made, MediaError> {
    if content.is_empty() {
        return Err(MediaError::Empty);
    }
    Ok(match make {
        Make::Photo { max_bytes, band } => {
            let jpeg = photo::make(content, max_bytes, band.as_deref())?;
            Made::Photo(ENCODE.encode(jpeg))
        }
        Make::Attachment => Made::Attachment(Attachment::of(content)?),
    })
}

/// Bytes of Base64, with or without padding, `data:` prefix and line breaks.
fn decoded(text: &str) -> Result<Vec<u8>, MediaError> {
    let text = match text.split_once(',') {
        Some((prefix, rest)) if prefix.trim_start().starts_with("data:") => rest,
        _ => text,
    };
    if text.len() / 4 * 3 > LARGEST {
        return Err(MediaError::TooLarge);
    }
    let plain: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    DECODE.decode(plain).map_err(|_| MediaError::NoBase64)
}
