//! A verification on the current platform, from the link for the person to the result. It is billed by Jumio, unless
//! `JUMIO_BASE_URL` leads to a stand-in on this machine.
//!
//! ```text
//! JUMIO_API_TOKEN=… JUMIO_API_SECRET=… JUMIO_BASE_URL=http://127.0.0.1:8082 \
//!     cargo run -p campaignctl-jumio --example verify_person
//! ```
#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::env;
use std::error::Error;

use jumio::kyx::{AccountRequest, Client, Config, Endpoints, WorkflowKey};
use jumio::{Credentials, DataCenter, POLLING};
use secrecy::ExposeSecret;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "there is a provider already")?;
    let credentials = Credentials::new(env::var("JUMIO_API_TOKEN")?, env::var("JUMIO_API_SECRET")?);
    let endpoints = match env::var("JUMIO_BASE_URL") {
        Ok(base) => Endpoints::under(&base.parse()?),
        Err(_) => Endpoints::for_data_center(DataCenter::Eu),
    };
    let client = Client::new(Config::new(credentials, endpoints, "Acme Example/v1.0"))?;

    let request = AccountRequest::new("onboarding-2024-000123", WorkflowKey("10011".to_owned()));
    let started = client.create_account(&request).await?;
    let (account, run) = (started.account.id, started.workflow_execution.id);
    if let Some(web) = started.web {
        println!("open {}", web.href.expose_secret());
    }

    let began = tokio::time::Instant::now();
    for wait in POLLING {
        tokio::time::sleep_until(began + wait).await;
        let status = client.status(&account, &run).await?.workflow_execution.status;
        println!("{status}");
        if !status.is_pending() {
            let details = client.details(&account, &run).await?;
            println!("{}", details.decision.as_ref().map_or("no decision", |decision| decision.label()));
            break;
        }
    }
    client.delete_account(&account).await?;
    Ok(())
}
