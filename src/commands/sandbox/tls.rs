//! HTTPS of the sandbox, for programs that speak to fixed hosts.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use sandbox::{Identity, TlsError};

use crate::error::{Error, Result};

#[derive(Debug, clap::Args)]
// Flattened into another `Args`: a group of that name is there already.
#[group(skip)]
pub(crate) struct Args {
    /// Serve HTTPS, with a certificate for the provider's own host names too
    ///
    /// For programs whose hosts cannot be changed: lead those names to this machine by a file of hosts, listen on port 443, and
    /// let them trust the file of --tls-ca-out.
    #[arg(long)]
    tls: bool,
    /// Where to write the authority to trust: each start makes a new one
    #[arg(long, value_name = "FILE", requires = "tls", conflicts_with = "tls_cert")]
    tls_ca_out: Option<PathBuf>,
    /// A certificate of your own in place of one made at start (PEM, with those that signed it)
    #[arg(long, value_name = "FILE", requires_all = ["tls", "tls_key"])]
    tls_cert: Option<PathBuf>,
    /// The private key of --tls-cert (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

impl Args {
    /// Whether HTTPS was asked for; everything else goes with that.
    pub(crate) fn is_given(&self) -> bool {
        self.tls
    }

    /// What the sandbox proves itself with, if it serves HTTPS. `address` is where it listens.
    pub(crate) fn identity(&self, address: IpAddr) -> Result<Option<Identity>> {
        if !self.tls {
            return Ok(None);
        }
        let identity = match (&self.tls_cert, &self.tls_key, &self.tls_ca_out) {
            (Some(certificate), Some(key), _) => given(certificate, key)?,
            (_, _, Some(file)) => made(address, file)?,
            _ => {
                return Err(Error::usage("nobody would trust a certificate made at start")
                    .hint("pass --tls-ca-out FILE to get the authority that programs have to trust")
                    .hint("or pass --tls-cert and --tls-key"));
            }
        };
        Ok(Some(identity))
    }
}

fn given(certificate: &Path, key: &Path) -> Result<Identity> {
    let read = |path: &Path, flag: &str| {
        fs_err::read(path).map_err(|error| Error::failed(format!("{flag} cannot be read")).because(&error))
    };
    let identity = Identity::from_pem(&read(certificate, "--tls-cert")?, &read(key, "--tls-key")?);
    identity.map_err(|error| {
        let flag = if matches!(error, TlsError::Key(_)) { "--tls-key" } else { "--tls-cert" };
        Error::failed(format!("{flag} is of no use")).because(&error)
    })
}

fn made(address: IpAddr, file: &Path) -> Result<Identity> {
    let identity = Identity::made(&[address])
        .map_err(|error| Error::failed("HTTPS cannot be set up").because(&error))?;
    let authority = identity.ca_pem().unwrap_or_default();
    fs_err::write(file, authority)
        .map_err(|error| Error::failed("--tls-ca-out cannot be written").because(&error))?;
    Ok(identity)
}
