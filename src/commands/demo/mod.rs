//! `campaignctl demo`: the whole job in a temporary directory, from an empty directory to verified customers.

mod browser;
mod customer;
mod html;
mod script;
mod stage;
mod transcript;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::listening::{self, Signals, shown};
use crate::ui::Ui;
use customer::{Customer, Told};
use script::{CAMPAIGN, CAST, PAIR, TOUR, words};
use stage::{Addresses, Stage};
use transcript::Transcript;

/// Servers on ports that nobody else has.
const SERVE: [&str; 7] =
    ["serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0"];

/// See the whole job done in a temporary directory
///
/// Types every command of the README's tour, shows what each one changes, serves the campaign, and sends customers through it.
/// It needs no network, account, keyring or home directory, and leaves nothing behind.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Work in DIR, and leave the workspace and the master key of its backend there
    #[arg(long, value_name = "DIR")]
    keep: Option<Utf8PathBuf>,
    /// Go on serving afterwards, for you to try, until Ctrl-C
    #[arg(long)]
    serve: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        listening::runtime()?.block_on(Box::pin(self.play(&mut context.ui)))
    }

    /// Plays until the end or a signal, and leaves neither programs nor files behind.
    async fn play(&self, ui: &mut Ui) -> Result {
        let mut signals = Signals::listen()?;
        let mut stage = Stage::set_up(self.keep.as_deref())?;
        let played = tokio::select! {
            played = Box::pin(show(&mut stage, ui, self.serve)) => played,
            () = signals.next() => Err(Error::new(Exit::Interrupted, "interrupted; nothing is left behind")),
        };
        let played = match played {
            Ok(()) if self.serve => tokio::select! {
                () = signals.next() => Ok(()),
                ended = stage.server_ended() => Err(ended),
            },
            played => played,
        };
        let ended = match played {
            Ok(()) => stage.end_server().await,
            Err(error) => Err(error),
        };
        stage.stop().await;
        // What failed can be looked at where it was to be kept; what was interrupted is as if it had never been.
        let keep = !ended.as_ref().is_err_and(|error| error.exit == Exit::Interrupted);
        let taken_away = stage.take_away(keep);
        ended?;
        taken_away?;
        Ok(Exit::Done)
    }
}

/// Everything, from the first command to the customers' records.
async fn show(stage: &mut Stage, ui: &mut Ui, stays: bool) -> Result<()> {
    let mut transcript = Transcript { ui };
    transcript.title(&format!(
        "The file `{}` has API token and API secret on two lines, as the sandbox takes them.",
        PAIR.0
    ))?;
    for chapter in TOUR {
        transcript.title(chapter.title)?;
        for line in chapter.lines {
            type_line(stage, &mut transcript, line).await?;
        }
    }
    transcript.title("The backend for customers, on this machine, and the sandbox.")?;
    transcript.command(&format!("campaignctl {}", SERVE.join(" ")))?;
    let addresses = stage.serve(&SERVE).await?;
    transcript.said(&format!("customers  {}", shown(&addresses.public)))?;
    transcript.said(&format!("admins     {}", shown(&addresses.admin)))?;
    transcript.said(&format!("sandbox    {}", shown(&addresses.sandbox)))?;

    let customers = send_customers(stage, &mut transcript, &addresses).await?;
    let told = records(stage, &mut transcript, &customers).await?;
    where_to_look(stage, &mut transcript, stays.then_some(&addresses), &told)
}

/// Types a line, which may go to another directory afterwards, and shows what it changes.
async fn type_line(stage: &mut Stage, transcript: &mut Transcript<'_>, line: &str) -> Result<()> {
    transcript.command(line)?;
    for command in line.split(" && ") {
        let words = words(command);
        match words.split_first() {
            Some((program, [directory])) if program == "cd" => stage.go_to(directory),
            Some((_, arguments)) => {
                let before = stage.files()?;
                let ran = stage.run(arguments).await?;
                // 4 says that there is something to push, which is what the tour asks.
                let expected = if arguments.iter().any(|word| word == "--exit-code") {
                    Exit::Differs
                } else {
                    Exit::Done
                };
                if ran.code != Some(expected.code().into()) {
                    return Err(ran.unexpected(command, expected));
                }
                transcript.said(&ran.stdout)?;
                transcript.said(&ran.stderr)?;
                transcript.changes(&before, &stage.files()?)?;
            }
            None => {}
        }
    }
    Ok(())
}

/// Types a command that must succeed.
async fn type_words(stage: &mut Stage, transcript: &mut Transcript<'_>, words: &[&str]) -> Result<()> {
    type_line(stage, transcript, &format!("campaignctl {}", words.join(" "))).await
}

/// A review, as `review list` tells it.
#[derive(Deserialize)]
struct Review {
    id: String,
    session: String,
}

/// The customers come one after the other; then the clerk does what is to do.
async fn send_customers(
    stage: &mut Stage,
    transcript: &mut Transcript<'_>,
    addresses: &Addresses,
) -> Result<Vec<Customer>> {
    let entry = addresses.public.join(&format!("c/{CAMPAIGN}"));
    let entry = entry.map_err(|error| Error::failed("the campaign has no address").because(&error))?;
    let mut customers = Vec::new();
    for role in CAST {
        transcript.title(&format!("{} {}.", role.name, role.does))?;
        let mut customer = Customer::new(role)?;
        customer.walk(addresses, entry.clone(), |page| transcript.said(page)).await?;
        customers.push(customer);
    }
    transcript.title("The clerk.")?;
    type_words(stage, transcript, &["review", "list"]).await?;
    for customer in &mut customers {
        let Some(expected) = customer.role.after_review else { continue };
        let session = customer.session()?;
        let reviews: Vec<Review> = stage.ask(&["review", "list"], "reviews").await?;
        let missing = || Error::failed(format!("no review of {} is open", customer.role.name));
        let review = reviews.into_iter().find(|review| review.session == session).ok_or_else(missing)?;
        type_words(stage, transcript, &["review", "approve", &review.id]).await?;
        customer.come_back(expected).await?;
        transcript.said(&format!("{} looks again: {expected}", customer.role.name))?;
    }
    Ok(customers)
}

/// Makes sure that the records are as they should be, and shows them.
async fn records(
    stage: &mut Stage,
    transcript: &mut Transcript<'_>,
    customers: &[Customer],
) -> Result<Vec<Told>> {
    let mut all = Vec::new();
    for customer in customers {
        all.push(customer.look_up(stage).await?);
    }
    transcript.title("What is known in the end.")?;
    for noun in ["session", "verification", "customer"] {
        type_words(stage, transcript, &[noun, "list"]).await?;
    }
    for (customer, told) in customers.iter().zip(&all) {
        transcript.title(&format!("{} {}.", customer.role.name, customer.role.does))?;
        type_words(stage, transcript, &["customer", "show", &told.customer, "--reveal"]).await?;
    }
    Ok(all)
}

/// Says where everything is; the document of JSON output says it, too.
fn where_to_look(
    stage: &Stage,
    transcript: &mut Transcript<'_>,
    stays: Option<&Addresses>,
    told: &[Told],
) -> Result<()> {
    let page = stays.map(|addresses| format!("{}/c/{CAMPAIGN}", shown(&addresses.public)));
    if transcript.ui.json() {
        let kept = stage.kept().map(Utf8Path::as_str);
        return transcript.ui.document(&json!({ "customers": told, "kept": kept, "page": page }));
    }
    let (workspace, key) = (stage.workspace(), stage.master_key());
    let prefix = format!("CAMPAIGNCTL_MASTER_KEY_FILE={key} campaignctl -C {workspace}");
    transcript.title("Where to look.")?;
    if stays.is_some() || stage.kept().is_some() {
        transcript.said(&format!("the workspace: {workspace}"))?;
        transcript.said(&format!("its customers: {prefix} customer list"))?;
    }
    match (page, stage.kept()) {
        (Some(page), _) => {
            transcript.said(&format!("try it yourself: {page}"))?;
            transcript.said(&format!("and be the clerk: {prefix} review list"))?;
            transcript.said("Ctrl-C ends it")
        }
        (None, Some(_)) => transcript.said(&format!("try it yourself: {prefix} serve")),
        (None, None) => {
            transcript.said("all of it was in a temporary directory, which is removed now")?;
            transcript.said("`campaignctl demo --serve` goes on serving, for you to try")?;
            transcript.said("`campaignctl demo --keep DIR` leaves the workspace in DIR")
        }
    }
}
