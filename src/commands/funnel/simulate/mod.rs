//! `campaignctl funnel simulate`.

mod ask;
mod document;
mod save;
mod tell;
mod words;

use funnel::Funnel;
use funnel::play::{Playing, Refused, Scene};
use jiff::Timestamp;
use model::funnel_test::{DEFAULT_NOW, Play};
use model::{CampaignSlug, CaseId, EnvName, TestName};

use crate::context::Context;
use crate::edit::campaign_slug;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// What can be said with `--play`.
const PLAYS: &str = "\
What happens, for --play:
  'welcome email=ana@acme.example'    a page is sent with these values
  welcome.dismissed                   the customer leaves it
  'identity.approved document.first_name=Ana images=front,back'
                                      a verification ends, and this was captured
  identity                            a verification begins, and nothing comes of it yet
  'score rating=10', score.failed     another system answers, or fails
  clerk.approved                      a person decides
  'wait 2d'                           time passes
Values with blanks are quoted: 'welcome name=\"Ana Lucía\"'.";

/// Go through a funnel without a backend
///
/// On a terminal you are asked at each step what happens there. With --play it is said beforehand, in order. What happens is
/// what would happen to a customer, but nothing is sent or written. With --save it becomes a case of tests/NAME.toml, which
/// `campaignctl test` runs from then on.
#[derive(Debug, clap::Args)]
#[command(after_long_help = PLAYS)]
pub(crate) struct Args {
    /// The campaign; may be left out where there is one
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
    /// What happens next (can be repeated)
    #[arg(long = "play", value_name = "PLAY")]
    plays: Vec<String>,
    /// The clock at the beginning, such as 2026-05-17T10:00:00Z [default: 2026-01-01T12:00:00Z, as in tests]
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// Write what was played as a case of tests/NAME.toml
    #[arg(long, value_name = "NAME")]
    save: Option<TestName>,
    /// With --save: the id of the case [default: made from where the session stands]
    #[arg(long, value_name = "ID", requires = "save")]
    case: Option<CaseId>,
    /// With --save: what the case is about
    #[arg(long, value_name = "TEXT", requires = "save", value_parser = crate::commands::text::line)]
    title: Option<String>,
    /// With --save: show the difference, write nothing
    #[arg(long, requires = "save")]
    dry_run: bool,
}

/// What was played, and what came of it.
struct Played<'a> {
    slug: CampaignSlug,
    environment: EnvName,
    began: Timestamp,
    playing: Playing<'a>,
    /// The beginning.
    first: Scene,
    /// Each play that could be played.
    scenes: Vec<(Play, Scene)>,
    /// The play that could not: its place from 0, and why.
    refused: Option<(usize, Refused)>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, _) = context.workspace()?;
        let slug = campaign_slug(&root, self.campaign.as_deref())?;
        let campaign = workspace
            .campaigns
            .get(&slug)
            .ok_or_else(|| Error::failed(format!("the campaign {slug} is not there any more")))?;
        let plays: Vec<Play> =
            self.plays.iter().map(|text| words::parse(campaign, text)).collect::<Result<_, _>>().map_err(
                |why| {
                    Error::usage(why).hint("`campaignctl funnel simulate --help` shows how plays are written")
                },
            )?;
        let save = match self.save {
            Some(test) => Some(save::Plan::of(context, &root, &workspace, &slug, test, self.now)?),
            None => None,
        };
        let began = save.as_ref().map_or_else(|| self.now.unwrap_or(DEFAULT_NOW), save::Plan::now);
        let funnel = Funnel { campaign, data_model: &workspace.data_model };
        let (playing, first) = Playing::begin(funnel, began).map_err(|fault| {
            Error::failed(format!("no session of {slug} can begin: {fault}"))
                .hint("`campaignctl validate` tells what is wrong with the funnel")
        })?;
        let environment = workspace.env.clone();
        let mut played =
            Played { slug, environment, began, playing, first, scenes: Vec::new(), refused: None };
        if self.plays.is_empty() {
            ask::walk(context, &mut played)?;
        } else {
            tell::beginning(&mut context.ui, &played)?;
            played.all(context, plays)?;
        }
        if let Some((place, why)) = &played.refused {
            return refused(context, &played, *place, why);
        }
        if let Some(plan) = save {
            return plan.write(context, &played, self.case, self.title, self.dry_run);
        }
        if context.ui.json() {
            context.ui.document(&document::of(&played))?;
        } else {
            tell::end(&mut context.ui, &played)?;
        }
        Ok(Exit::Done)
    }
}

impl Played<'_> {
    /// Plays, and tells what came of it.
    fn play(&mut self, context: &mut Context, play: Play) -> Result<Result<(), Refused>> {
        Ok(match self.playing.play(&play) {
            Ok(scene) => {
                tell::scene(&mut context.ui, &play, &scene)?;
                self.scenes.push((play, scene));
                Ok(())
            }
            Err(why) => Err(why),
        })
    }

    /// Plays until something cannot be played.
    fn all(&mut self, context: &mut Context, plays: Vec<Play>) -> Result<()> {
        for (place, play) in plays.into_iter().enumerate() {
            if let Err(why) = self.play(context, play)? {
                self.refused = Some((place, why));
                break;
            }
        }
        Ok(())
    }
}

/// Something could not be played: what came before it is told, and nothing is saved.
fn refused(context: &mut Context, played: &Played<'_>, place: usize, why: &Refused) -> Result {
    if context.ui.json() {
        context.ui.document(&document::of(played))?;
        return Ok(Exit::Failed);
    }
    tell::end(&mut context.ui, played)?;
    Err(Error::failed(format!("play {}: {why}", place + 1)))
}
