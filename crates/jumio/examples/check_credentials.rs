//! Are an API token and secret good, and for which data centre? Costs nothing.
//!
//! ```text
//! JUMIO_API_TOKEN=… JUMIO_API_SECRET=… cargo run -p campaignctl-jumio --example check_credentials
//! ```
#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::env;
use std::error::Error;

use jumio::{Credentials, DataCenter, kyx, netverify};

const USER_AGENT: &str = "Acme Example/v1.0";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "there is a provider already")?;
    let credentials = Credentials::new(env::var("JUMIO_API_TOKEN")?, env::var("JUMIO_API_SECRET")?);
    for center in DataCenter::ALL {
        let endpoints = kyx::Endpoints::for_data_center(center);
        let client = kyx::Client::new(kyx::Config::new(credentials.clone(), endpoints, USER_AGENT))?;
        say(center, "platform", client.check_credentials().await);
        let endpoints = netverify::Endpoints::for_data_center(center);
        let config = netverify::Config::new(credentials.clone(), endpoints, USER_AGENT);
        say(center, "Netverify", netverify::Client::new(config)?.check_credentials().await);
    }
    Ok(())
}

fn say(center: DataCenter, platform: &str, result: Result<(), jumio::Error>) {
    match result {
        Ok(()) => println!("{center} {platform}: good"),
        Err(error) => println!("{center} {platform}: {error}"),
    }
}
