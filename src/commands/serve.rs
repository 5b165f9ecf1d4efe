//! `campaignctl serve`.

use std::net::SocketAddr;

use api::Client;
use backend::App;
use backend::embedded::{Embedded, MasterKeyPlace};
use backend::endpoints::Endpoints;
use backend::open::Surroundings;
use camino::{Utf8Path, Utf8PathBuf};
use model::{Backend, CampaignSlug, Environment, ResourceName, Workspace};
use sandbox::{Options, Sandbox};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::listening::{self, Signals, bind, shown, url_of};
use crate::ui::Ui;
use crate::{answer, config, embedded, endpoints, sandboxes};

/// Run the backend for customers, and the sandbox where the environment says so
///
/// The first line on standard output tells the addresses. Ctrl-C or SIGTERM ends it after what is being done is done; a second
/// one ends it at once. Other commands work on the same backend meanwhile.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where customers and callbacks come in; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where the interface for admins is, which needs access tokens
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    admin_listen: SocketAddr,
    /// Where the sandbox is, if there is one inside
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8082")]
    sandbox_listen: SocketAddr,
    /// The URL by which customers and callbacks reach the first address through a proxy
    #[arg(long, value_name = "URL")]
    public_url: Option<Url>,
    /// The file with the master key [env: `CAMPAIGNCTL_MASTER_KEY_FILE`]
    #[arg(long, value_name = "FILE")]
    master_key_file: Option<Utf8PathBuf>,
    /// The file that says where webhooks are sent: a TOML table for each, with `url` and, for a signature, `secret-file`
    #[arg(long, value_name = "FILE")]
    endpoints: Option<Utf8PathBuf>,
    /// How many jobs are worked off at once
    #[arg(long, value_name = "NUMBER", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..))]
    workers: u8,
    /// End when standard input ends, too: for programs that start this one
    #[arg(long)]
    end_with_stdin: bool,
}

/// Where everything is reached.
struct Addresses {
    public: Url,
    admin: Url,
    sandbox: Option<Url>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace) = context.settings()?;
        let environment = environment(&workspace)?;
        let master_key = embedded::master_key(self.master_key_file.clone())?;
        self.may_listen(&master_key)?;
        let apart =
            if environment.sandbox { sandboxes::apart(environment.sandbox_url.as_deref())? } else { None };
        let inside = environment.sandbox && apart.is_none();
        let endpoints = self.endpoints.as_deref().map(endpoints::read).transpose()?.unwrap_or_default();
        let data = root.data_dir();
        let work = self.serve(&mut context.ui, &data, &master_key, inside, apart, endpoints);
        listening::runtime()?.block_on(Box::pin(work))
    }

    /// Customers' data that others can reach need a key that somebody has looked after.
    fn may_listen(&self, master_key: &MasterKeyPlace) -> Result<()> {
        let open = [self.listen, self.admin_listen].into_iter().find(|address| !address.ip().is_loopback());
        if let (Some(address), MasterKeyPlace::Directory(_)) = (open, master_key) {
            return Err(Error::usage(format!(
                "{address} can be reached from elsewhere, and there the master key must not be one that this program made \
                 up and put away"
            ))
            .hint("pass --master-key-file FILE, with a file of 32 random bytes that is backed up apart from the data"));
        }
        if self.listen.ip().is_unspecified() && self.public_url.is_none() {
            return Err(Error::usage(format!(
                "{} is no address that customers could be sent to",
                self.listen.ip()
            ))
            .hint("pass --public-url with the URL by which they reach it"));
        }
        if let Some(url) = &self.public_url {
            let bare = url.username().is_empty() && url.password().is_none() && url.path() == "/";
            let plain = bare && url.query().is_none() && url.fragment().is_none() && url.has_host();
            if !plain || !matches!(url.scheme(), "https" | "http") {
                return Err(Error::usage(
                    "--public-url is scheme and host only, such as https://campaigns.example.com",
                ));
            }
        }
        Ok(())
    }

    async fn serve(
        self,
        ui: &mut Ui,
        data: &Utf8Path,
        master_key: &MasterKeyPlace,
        sandbox_inside: bool,
        sandbox_apart: Option<Url>,
        endpoints: Endpoints,
    ) -> Result {
        let mut signals = Signals::listen()?;
        let public = bind(self.listen, "--listen").await?;
        let admin = bind(self.admin_listen, "--admin-listen").await?;
        let sandbox =
            if sandbox_inside { Some(bind(self.sandbox_listen, "--sandbox-listen").await?) } else { None };
        let addresses = Addresses {
            public: self.public_url.clone().map_or_else(|| url_of(&public), Ok)?,
            admin: url_of(&admin)?,
            sandbox: sandbox.as_ref().map(url_of).transpose()?.or(sandbox_apart),
        };
        let surroundings = Surroundings {
            public_url: Some(addresses.public.clone()),
            sandbox_url: addresses.sandbox.clone(),
            endpoints,
            ..Surroundings::default()
        };
        let opened = Embedded::open(data, master_key, surroundings).await;
        let embedded = opened.map_err(|error| embedded::open_error(&error))?;
        let live = live_campaigns(&embedded).await?;
        tell(ui, &addresses, &live)?;

        let (stop, stopped) = oneshot::channel();
        let backend = run_backend(embedded.app().clone(), public, admin, self.workers, stopped);
        let sandbox = run_sandbox(sandbox.zip(addresses.sandbox));
        let told_to_end = async {
            tokio::select! {
                () = signals.next() => {}
                () = listening::stdin_ended(), if self.end_with_stdin => {}
            }
            // An error says that everything has ended already.
            let _ = stop.send(());
            signals.next().await;
        };
        tokio::select! {
            ended = Box::pin(backend) => ended.map(|()| Exit::Done),
            // The sandbox is needed as long as jobs are being done, so nobody tells it to end.
            ended = sandbox => Err(ended),
            () = told_to_end => Err(Error::new(Exit::Interrupted, "ended at once")
                .hint("what was being done is taken up again at the next start")),
        }
    }
}

/// The environment in force, if its backend is one to serve.
fn environment(workspace: &Workspace) -> Result<&Environment> {
    let environment = workspace.environment().ok_or_else(|| {
        let names = workspace.settings.envs.keys().map(model::EnvName::as_str);
        Error::unknown("environment", workspace.env.as_str(), names)
    })?;
    match &environment.backend {
        Backend::Embedded => Ok(environment),
        Backend::Url(address) => {
            let address = crate::ui::plain(address).into_owned();
            let embedded =
                workspace.settings.envs.iter().find(|(_, other)| other.backend == Backend::Embedded);
            let error =
                Error::usage(format!("the backend of the environment `{}` is {address}", workspace.env));
            Err(match embedded {
                Some((name, _)) => {
                    error.hint(format!("`campaignctl serve --env {name}` serves the one in this workspace"))
                }
                None => {
                    error.hint("what can be served from here is an environment with `backend = \"embedded\"`")
                }
            })
        }
    }
}

async fn run_backend(
    app: App,
    public: TcpListener,
    admin: TcpListener,
    workers: u8,
    stopped: oneshot::Receiver<()>,
) -> Result<()> {
    let shutdown = async {
        let _ = stopped.await;
    };
    let ended = backend::serve::serve(app, public, Some(admin), workers.into(), shutdown).await;
    ended.map_err(|error| Error::failed("the backend cannot go on serving").because(&error))
}

/// Runs the sandbox, if there is one, for ever: it comes back only with why it cannot go on.
async fn run_sandbox(sandbox: Option<(TcpListener, Url)>) -> Error {
    let Some((listener, url)) = sandbox else { return std::future::pending().await };
    let sandbox = Sandbox::new(Options::default());
    let error = Error::failed("the sandbox cannot go on");
    match sandbox::serve(listener, url, sandbox, std::future::pending()).await {
        Ok(()) => error,
        Err(cause) => error.because(&cause),
    }
}

/// The campaigns that customers can enter.
async fn live_campaigns(embedded: &Embedded) -> Result<Vec<CampaignSlug>> {
    let client = Client::new(embedded.transport(config::user_name()));
    let manifest = client.manifest().await.map_err(|error| answer::error(&error))?;
    let live = manifest.resources.into_iter().filter_map(|entry| match entry.name {
        ResourceName::Campaign(slug) if entry.live.is_some() => Some(slug),
        _ => None,
    });
    Ok(live.collect())
}

fn tell(ui: &mut Ui, addresses: &Addresses, live: &[CampaignSlug]) -> Result<()> {
    let Addresses { public, admin, sandbox } = addresses;
    if ui.json() {
        return ui.announcement(&json!({
            "public": shown(public), "admin": shown(admin), "sandbox": sandbox.as_ref().map(shown),
        }));
    }
    ui.line(&format!("customers  {}", shown(public)))?;
    ui.line(&format!("admins     {}", shown(admin)))?;
    if let Some(sandbox) = sandbox {
        ui.line(&format!("sandbox    {}", shown(sandbox)))?;
    }
    for slug in live {
        ui.line(&format!("live       {}/c/{slug}", shown(public)))?;
    }
    if live.is_empty() {
        ui.hint("no campaign is live yet; `campaignctl push` and `campaignctl publish` make one live while this runs");
    }
    ui.say("serving until Ctrl-C");
    Ok(())
}
