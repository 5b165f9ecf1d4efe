//! `campaignctl sandbox`.

use std::net::SocketAddr;

use sandbox::{Options, Sandbox};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::listening::{self, Signals, bind, shown, url_of};
use crate::ui::Ui;

/// Run the identity verification sandbox alone
///
/// It keeps nothing: what it knows is gone when it ends. `sandbox-url` in campaignctl.toml, or `CAMPAIGNCTL_SANDBOX_URL`, names it
/// to other commands.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where it is; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8082")]
    listen: SocketAddr,
    /// Take such callback and return URLs only as the provider itself would: https, without port
    #[arg(long)]
    strict_urls: bool,
    /// Answer 429 to calls above the provider's rates
    #[arg(long)]
    rate_limits: bool,
    /// End when standard input ends, too: for programs that start this one
    #[arg(long)]
    end_with_stdin: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        listening::runtime()?.block_on(self.serve(&mut context.ui))
    }

    async fn serve(self, ui: &mut Ui) -> Result {
        let mut signals = Signals::listen()?;
        let listener = bind(self.listen, "--listen").await?;
        let url = url_of(&listener)?;
        if ui.json() {
            ui.announcement(&json!({ "sandbox": shown(&url) }))?;
        } else {
            ui.line(&format!("sandbox  {}", shown(&url)))?;
            ui.say(
                "it takes any pair of the form sandbox-NAME and sandbox-NAME-secret; it runs until Ctrl-C",
            );
        }
        let options =
            Options { strict_urls: self.strict_urls, rate_limits: self.rate_limits, ..Options::default() };
        let sandbox = sandbox::serve(listener, url, Sandbox::new(options), std::future::pending());
        tokio::select! {
            ended = sandbox => match ended {
                Ok(()) => Ok(Exit::Done),
                Err(error) => Err(Error::failed("the sandbox cannot go on").because(&error)),
            },
            // There is nothing that would have to be brought to an end first.
            () = signals.next() => Ok(Exit::Done),
            () = listening::stdin_ended(), if self.end_with_stdin => Ok(Exit::Done),
        }
    }
}
