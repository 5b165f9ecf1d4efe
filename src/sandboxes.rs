//! Where an environment's sandbox is: one that runs apart, or one that is started for as long as a command needs it.

use std::net::Ipv4Addr;

use model::Workspace;
use sandbox::{Options, Sandbox};
use tokio::net::TcpListener;
use url::Url;

use crate::config::{self, UserConfig};
use crate::context::Context;
use crate::error::{Error, Result};

/// Where identities are verified in the environment in force, if not by the provider itself.
pub(crate) fn for_command(context: &mut Context, workspace: &Workspace) -> Result<Option<Url>> {
    let Some(environment) = workspace.environment().filter(|environment| environment.sandbox) else {
        return Ok(None);
    };
    match apart(environment.sandbox_url.as_deref())? {
        Some(url) => Ok(Some(url)),
        None => start(context).map(Some),
    }
}

/// The sandbox that runs apart, if there is one: the one that the user names, or the one on this machine that the
/// workspace names.
pub(crate) fn apart(of_workspace: Option<&str>) -> Result<Option<Url>> {
    if let Some(text) = config::variable("CAMPAIGNCTL_SANDBOX_URL") {
        return parse(&text, "CAMPAIGNCTL_SANDBOX_URL").map(Some);
    }
    if let Some(url) = UserConfig::read()?.sandbox_url {
        return Ok(Some(url));
    }
    let Some(text) = of_workspace else { return Ok(None) };
    let url = parse(text, "sandbox-url")?;
    if !api::is_this_machine(&url) {
        // Anybody may have written the workspace; pairs do not leave this machine on its word.
        return Err(Error::usage(
            "a workspace may name a sandbox on this machine only (127.0.0.1, localhost)",
        )
        .hint("set CAMPAIGNCTL_SANDBOX_URL to use one elsewhere"));
    }
    Ok(Some(url))
}

fn parse(text: &str, place: &str) -> Result<Url> {
    text.parse().map_err(|_| Error::usage(format!("{place} is not a URL such as http://127.0.0.1:8082")))
}

/// Starts a sandbox that ends with this process.
fn start(context: &mut Context) -> Result<Url> {
    let failed =
        |error: &dyn std::error::Error| Error::failed("the sandbox cannot be started").because(error);
    context.wait(async move {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(|error| failed(&error))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        let url: Url = format!("http://{address}").parse().map_err(|error| failed(&error))?;
        let sandbox = Sandbox::new(Options::default());
        tokio::spawn(sandbox::serve(listener, url.clone(), sandbox, std::future::pending()));
        Ok(url)
    })?
}
