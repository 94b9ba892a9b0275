//! Certificates: the one more that is trusted where `ca_file` names it, and what is said of those that are not.

use std::error::Error as _;
use std::sync::Arc;

use reqwest::Certificate;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, SignatureScheme,
};
use rustls_platform_verifier::Verifier;

use crate::language::text;

/// Trusts what the system trusts, what certificates of `ca_file` signed, and these certificates themselves.
///
/// The last is what a site needs whose platform made its own certificate by `openssl req -x509`: such a certificate says
/// that it may sign others, and the rules of the web forbid it to stand for a server. curl's `--cacert` takes
/// it, and so do we, under the same conditions: the server shows exactly the certificate that the operator put into
/// the file, it proves that it has its key (that is the handshake's signature), today lies in its validity, and it is for
/// the host that `url` names. Nothing that another certificate signed gains by this.
#[derive(Debug)]
struct Trust {
    /// The system's certificates, and those of the file as authorities.
    others: Verifier,
    /// Those of the file.
    own: Vec<CertificateDer<'static>>,
}

/// TLS that also trusts the certificates of a PEM file. `None` where it holds none, or one that cannot be read.
pub(super) fn trusting(pem: &[u8]) -> Option<ClientConfig> {
    let own: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let own = own.ok().filter(|own| !own.is_empty())?;
    // What an authority must be is judged as for clients without this.
    Certificate::from_pem_bundle(pem).ok()?;
    let provider = Arc::new(ring::default_provider());
    let others = Verifier::new_with_extra_roots(own.iter().cloned(), provider.clone()).ok()?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?;
    let trust = Arc::new(Trust { others, own });
    let config = config.dangerous().with_custom_certificate_verifier(trust);
    Some(config.with_no_client_auth())
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judged = self
            .others
            .verify_server_cert(shown, intermediates, host, ocsp, now);
        match judged {
            Err(Error::InvalidCertificate(reason))
                if is_pardonable(&reason) && self.own.iter().any(|own| own == shown) =>
            {
                is_for(shown, host).map(|()| ServerCertVerified::assertion())
            }
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.others
            .verify_tls12_signature(message, shown, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.others
            .verify_tls13_signature(message, shown, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.others.supported_verify_schemes()
    }
}

/// Whether a certificate was refused for what does not matter where it is itself in the file: that it may sign others, that
/// who signed it is not known, that it has no alternative names. The name is looked at afterwards, by [`is_for`]; the rules
/// look at the validity before any of these, so that a certificate of yesterday never comes here.
fn is_pardonable(reason: &CertificateError) -> bool {
    match reason {
        CertificateError::UnknownIssuer
        | CertificateError::NotValidForName
        | CertificateError::NotValidForNameContext { .. } => true,
        CertificateError::Other(OtherError(reason)) => {
            let reason = reason.downcast_ref::<webpki::Error>();
            reason == Some(&webpki::Error::CaUsedAsEndEntity)
        }
        _ => false,
    }
}

/// Whether a certificate is for a host: by its alternative names, or where it has none by its subject's name.
fn is_for(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> Result<(), Error> {
    let by_names = verify_server_name(&ParsedCertificate::try_from(certificate)?, host);
    let parsed = webpki::EndEntityCert::try_from(certificate);
    let subject = parsed.as_ref().ok().and_then(|parsed| {
        let has_none = !has_alternative_names(certificate);
        has_none.then(|| common_name(parsed.subject())).flatten()
    });
    match subject {
        Some(name) if name.eq_ignore_ascii_case(&host.to_str()) => Ok(()),
        _ => by_names,
    }
}

/// The object identifier of the extension of alternative names, as DER has it.
const ALTERNATIVE_NAMES: [u8; 5] = [0x06, 0x03, 0x55, 0x1d, 0x11];
/// That of a subject's common name.
const COMMON_NAME: [u8; 5] = [0x06, 0x03, 0x55, 0x04, 0x03];

/// Where these bytes stand by chance, the certificate is not taken for its subject's name: that errs to the safe side.
fn has_alternative_names(certificate: &[u8]) -> bool {
    let mut windows = certificate.windows(ALTERNATIVE_NAMES.len());
    windows.any(|window| window == ALTERNATIVE_NAMES)
}

/// The last common name of a subject: a string of fewer than 128 bytes behind its identifier.
fn common_name(subject: &[u8]) -> Option<&str> {
    let mut windows = subject.windows(COMMON_NAME.len());
    let at = windows.rposition(|window| window == COMMON_NAME)?;
    let text = &subject[at + COMMON_NAME.len()..];
    let [tag, length, text @ ..] = text else {
        return None;
    };
    // UTF8String, PrintableString, IA5String.
    let is_text = matches!(tag, 0x0c | 0x13 | 0x16) && *length < 0x80;
    let text = text.get(..usize::from(*length)).filter(|_| is_text)?;
    std::str::from_utf8(text).ok()
}

/// What is said of a request that failed for TLS: why, and what to do.
pub(super) fn told(error: &reqwest::Error, url: &str) -> Option<String> {
    let error = of_tls(error)?;
    let cause = error.to_string();
    let Error::InvalidCertificate(reason) = &error else {
        return Some(text!("platform-no-tls", url = url, cause = cause));
    };
    Some(match reason {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => {
            text!("platform-certificate-time", url = url, cause = cause)
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            text!("platform-certificate-name", url = url, cause = cause)
        }
        reason if is_of_version_1(reason) => {
            text!("platform-certificate-version", url = url, cause = cause)
        }
        _ => text!("platform-certificate-unknown", url = url, cause = cause),
    })
}

/// Whether a certificate is older than version 3 of X.509. What its server signs with it cannot be verified here, so that it helps nothing
/// to name it as trusted; an authority of that version is taken.
fn is_of_version_1(reason: &CertificateError) -> bool {
    let CertificateError::Other(OtherError(reason)) = reason else {
        return false;
    };
    let reason = reason.downcast_ref::<webpki::Error>();
    reason == Some(&webpki::Error::UnsupportedCertVersion)
}

/// The error of TLS at the bottom of another, if it is one.
fn of_tls(error: &reqwest::Error) -> Option<Error> {
    let mut deepest: Option<&(dyn std::error::Error + 'static)> = error.source();
    while let Some(error) = deepest {
        if let Some(error) = error.downcast_ref::<Error>() {
            return Some(error.clone());
        }
        // An I/O error holds its cause, but its `source` is the cause's own.
        let held = error.downcast_ref::<std::io::Error>();
        deepest = match held.and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

/// The provider of the process; another one that was installed before serves as well.
pub(super) fn install_provider() {
    let _ = CryptoProvider::install_default(ring::default_provider());
}
