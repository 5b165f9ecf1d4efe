//! A transaction on Netverify, and what its callback says.
//!
//! ```text
//! JUMIO_API_TOKEN=… JUMIO_API_SECRET=… JUMIO_BASE_URL=http://127.0.0.1:8082 \
//!     cargo run -p campaignctl-jumio --example netverify
//! cargo run -p campaignctl-jumio --example netverify callback < body.form.txt
//! ```
#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::env;
use std::error::Error;
use std::io::Read;

use jumio::netverify::{Callback, Client, Config, Endpoints, InitiateRequest, WorkflowId};
use jumio::{Credentials, DataCenter};
use secrecy::ExposeSecret;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if env::args().nth(1).as_deref() == Some("callback") {
        return read_callback();
    }
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "there is a provider already")?;
    let credentials = Credentials::new(env::var("JUMIO_API_TOKEN")?, env::var("JUMIO_API_SECRET")?);
    let endpoints = match env::var("JUMIO_BASE_URL") {
        Ok(base) => Endpoints::under(&base.parse()?),
        Err(_) => Endpoints::for_data_center(DataCenter::Eu),
    };
    let client = Client::new(Config::new(credentials, endpoints, "Acme Example/v1.0"))?;

    let mut request = InitiateRequest::new("onboarding-2024-000123", "user-7f3a");
    request.workflow_id = Some(WorkflowId::IDENTITY);
    let started = client.initiate(&request).await?;
    println!("open {}", started.redirect_url.expose_secret());
    println!("{}", client.status(&started.transaction_reference).await?.status);
    Ok(())
}

fn read_callback() -> Result<(), Box<dyn Error>> {
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    match Callback::from_form(body.trim_ascii()) {
        Callback::Identity(identity) => {
            println!("{}: {}", identity.jumio_id_scan_reference, identity.verification_status);
            let face = identity.identity_verification.and_then(|face| face.read());
            if let Some(similarity) = face.and_then(|face| face.similarity) {
                println!("the face: {similarity}");
            }
        }
        Callback::Other(fields) => println!("not about an identity document: {fields:?}"),
    }
    Ok(())
}
