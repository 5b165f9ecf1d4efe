//! `campaignctl sandbox` without a command: runs one.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use sandbox::{Options, Sandbox};
use serde_json::json;

use super::tls;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::listening::{self, Signals, bind, shown, url_of};
use crate::ui::Ui;

/// Where one is unless somebody says otherwise.
const DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8082);

#[derive(Debug, clap::Args)]
// Flattened into another `Args`: a group of that name is there already.
#[group(skip)]
pub(super) struct Args {
    /// Where it is; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value_t = DEFAULT)]
    listen: SocketAddr,
    /// Take such callback and return URLs only as the provider itself would: https, without port
    #[arg(long)]
    strict_urls: bool,
    /// Answer 429 to calls above the provider's rates
    #[arg(long)]
    rate_limits: bool,
    /// Make ids, tokens and what is left to chance the same in every run
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// End when standard input ends, too: for programs that start this one
    #[arg(long)]
    end_with_stdin: bool,
    #[command(flatten)]
    tls: tls::Args,
}

impl Args {
    /// Whether any of them says something.
    pub(super) fn is_given(&self) -> bool {
        let Self { listen, strict_urls, rate_limits, seed, end_with_stdin, tls } = self;
        *listen != DEFAULT
            || *strict_urls
            || *rate_limits
            || seed.is_some()
            || *end_with_stdin
            || tls.is_given()
    }

    pub(super) fn run(self, context: &mut Context) -> Result {
        listening::runtime()?.block_on(self.serve(&mut context.ui))
    }

    async fn serve(self, ui: &mut Ui) -> Result {
        let mut signals = Signals::listen()?;
        let identity = self.tls.identity(self.listen.ip())?;
        let listener = bind(self.listen, "--listen").await?;
        let mut url = url_of(&listener)?;
        if identity.is_some() && url.set_scheme("https").is_err() {
            return Err(Error::failed("the sandbox's address cannot be made one of HTTPS"));
        }
        if ui.json() {
            ui.announcement(&json!({ "sandbox": shown(&url) }))?;
        } else {
            ui.line(&format!("sandbox  {}", shown(&url)))?;
            ui.say(
                "it takes any pair of the form sandbox-NAME and sandbox-NAME-secret; it runs until Ctrl-C",
            );
            ui.say(&format!("{}/sandbox shows what happens, and changes how it behaves", shown(&url)));
        }
        let options = Options {
            strict_urls: self.strict_urls,
            rate_limits: self.rate_limits,
            seed: self.seed,
            ..Options::default()
        };
        let sandbox = Sandbox::new(options);
        let serving = sandbox::serve_with(listener, url, sandbox, identity, std::future::pending());
        tokio::select! {
            ended = serving => match ended {
                Ok(()) => Ok(Exit::Done),
                Err(error) => Err(Error::failed("the sandbox cannot go on").because(&error)),
            },
            // There is nothing that would have to be brought to an end first.
            () = signals.next() => Ok(Exit::Done),
            () = listening::stdin_ended(), if self.end_with_stdin => Ok(Exit::Done),
        }
    }
}
