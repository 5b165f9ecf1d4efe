//! `campaignctl customer`: customers' records.

mod list;
mod show;

use api::ImageRecord;

use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Customers' records
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(list::Args),
    Show(show::Args),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self {
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
        }
    }
}

/// The table of pictures, which a verification shows too.
pub(crate) fn images(ui: &mut Ui, images: &[ImageRecord]) -> Result<()> {
    let rows: Vec<Vec<String>> = images
        .iter()
        .map(|image| {
            vec![
                image.name.clone(),
                image.media_type.clone(),
                image.bytes.to_string(),
                image.remove_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
                image.id.clone(),
            ]
        })
        .collect();
    ui.table(&["picture", "type", "bytes", "removed at", "id"], &rows)
}
