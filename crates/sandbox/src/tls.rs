//! HTTPS for clients whose hosts are fixed: a certificate for all of Jumio's host names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CidrSubnet, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, KeyPair, KeyUsagePurpose, NameConstraints, SanType,
};
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use crate::hosts;

/// For how many days a certificate made at start is good. Some systems refuse what lasts longer than 825 days.
const DAYS: i64 = 365;

/// Why there is no HTTPS. Tells nothing of a key.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file of certificates cannot be used.
    #[error("the certificate cannot be used: {0}")]
    Certificate(String),
    /// The file with the key cannot be used.
    #[error("the private key cannot be used: {0}")]
    Key(String),
    /// A certificate could not be made.
    #[error("a certificate could not be made: {0}")]
    Making(#[from] rcgen::Error),
}

/// What a sandbox proves itself with over HTTPS.
#[derive(Clone)]
pub struct Identity {
    config: Arc<ServerConfig>,
    ca_pem: Option<String>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("made", &self.ca_pem.is_some()).finish_non_exhaustive()
    }
}

impl Identity {
    /// A certificate for all of Jumio's host names, `localhost`, `127.0.0.1`, `::1` and `further`, signed by an authority
    /// made for it. The authority's key is forgotten at once, and what it may speak for is limited to these names, so that
    /// trusting it is no danger to anything else. Good for a year from today.
    pub fn made(further: &[IpAddr]) -> Result<Self, TlsError> {
        let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
        let mut addresses = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        addresses
            .extend(further.iter().filter(|address| !address.is_loopback() && !address.is_unspecified()));

        let authority = CertifiedIssuer::self_signed(authority(today, &addresses), KeyPair::generate()?)?;
        let key = KeyPair::generate()?;
        let certificate = certificate(today, &addresses)?.signed_by(&key, &authority)?;
        let key =
            PrivateKeyDer::try_from(key.serialize_der()).map_err(|what| TlsError::Key(what.to_owned()))?;
        let ca_pem = Some(authority.pem());
        Ok(Self { config: config(vec![certificate.der().clone()], key)?, ca_pem })
    }

    /// A given certificate, its own first and those that signed it after it, and its private key, both as PEM.
    pub fn from_pem(certificates: &[u8], key: &[u8]) -> Result<Self, TlsError> {
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(certificates)
            .collect::<Result<_, _>>()
            .map_err(|error| TlsError::Certificate(error.to_string()))?;
        if chain.is_empty() {
            return Err(TlsError::Certificate("there is none in the file".to_owned()));
        }
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| TlsError::Key(error.to_string()))?;
        Ok(Self { config: config(chain, key)?, ca_pem: None })
    }

    /// The certificate of the authority that signed a certificate made at start, as PEM: what clients have to trust.
    pub fn ca_pem(&self) -> Option<&str> {
        self.ca_pem.as_deref()
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.config.clone())
    }
}

fn config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Arc<ServerConfig>, TlsError> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
    let wrong = |error: rustls::Error| TlsError::Certificate(error.to_string());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(wrong)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => TlsError::Key("it is another certificate's".to_owned()),
            error => wrong(error),
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn named(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, "campaignctl sandbox, not Jumio");
    name.push(DnType::CommonName, common_name);
    name
}

/// Dates from the day before: clocks that are late by some hours see a certificate that is good already.
fn good_for_a_year(params: &mut CertificateParams, today: Date) {
    let midnight = |date: Date| {
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
        rcgen::date_time_ymd(date.year().into(), month, day)
    };
    params.not_before = midnight(today.saturating_sub(1.day()));
    params.not_after = midnight(today.saturating_add(DAYS.days()));
}

fn authority(today: Date, addresses: &[IpAddr]) -> CertificateParams {
    let mut params = CertificateParams::default();
    good_for_a_year(&mut params, today);
    params.distinguished_name = named("campaignctl sandbox authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let domains = hosts::DOMAINS.into_iter().chain(["localhost"]);
    let domains = domains.map(|domain| GeneralSubtree::DnsName(domain.to_owned()));
    let addresses = addresses.iter().map(|address| {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, bits))
    });
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: domains.chain(addresses).collect(),
        excluded_subtrees: Vec::new(),
    });
    params
}

fn certificate(today: Date, addresses: &[IpAddr]) -> Result<CertificateParams, rcgen::Error> {
    let mut names = hosts::certificate_names();
    names.push("localhost".to_owned());
    let mut params = CertificateParams::new(names)?;
    good_for_a_year(&mut params, today);
    params.distinguished_name = named("campaignctl sandbox");
    params.subject_alt_names.extend(addresses.iter().copied().map(SanType::IpAddress));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}
