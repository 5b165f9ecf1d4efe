//! `campaignctl funnel graph`.

use camino::{Utf8Path, Utf8PathBuf};
use graph::{Characters, Graph, Node, NodeKind, dot, mermaid, svg, text};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ui::{self, Format};

/// What the command can write.
pub(crate) const FORMATS: &[Format] =
    &[Format::Human, Format::Json, Format::Svg, Format::Mermaid, Format::Dot];

/// Draw a funnel: as text, as SVG, or for Mermaid or Graphviz
///
/// Every outcome is a line with its name. Verification steps are marked, and so is what is wrong: steps that no way leads to,
/// outcomes that lead nowhere, ways to steps that do not exist. `--format json` gives steps and ways as data.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign; may be left out where there is one
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
    /// Write to FILE; without --format its name decides: .svg, .mmd, .dot, .txt, .json
    #[arg(short, long, value_name = "FILE")]
    output: Option<Utf8PathBuf>,
}

/// The format that the name of a file asks for.
fn named(file: &Utf8Path) -> Option<Format> {
    match file.extension()? {
        "txt" => Some(Format::Human),
        "json" => Some(Format::Json),
        "svg" => Some(Format::Svg),
        "mmd" | "mermaid" => Some(Format::Mermaid),
        "dot" | "gv" => Some(Format::Dot),
        _ => None,
    }
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let format = match (context.ui.format, &self.output) {
            (Format::Human, Some(file)) => named(file).ok_or_else(|| {
                Error::usage(format!("the name of {file} does not say what to write"))
                    .hint("name it .svg, .mmd, .dot, .txt or .json, or pass --format")
            })?,
            (format, _) => format,
        };
        let (slug, campaign, env) = context.campaign(self.campaign.as_deref())?;
        let graph = Graph::of(slug.as_str(), &campaign);
        // Who reads the file is not known: not a terminal that cannot show lines.
        let characters = if self.output.is_some() { Characters::Boxes } else { context.ui.characters() };
        let drawn = match format {
            Format::Svg => svg::svg(&graph),
            Format::Mermaid => mermaid::mermaid(&graph),
            Format::Dot => dot::dot(&graph),
            Format::Json => ui::document_text(&document(&graph, slug.as_str(), env.as_str()))?,
            _ => {
                text::text(&graph, characters).into_iter().flat_map(|line| [line, "\n".to_owned()]).collect()
            }
        };
        match &self.output {
            Some(file) => {
                fs_err::write(file, drawn)?;
                context.ui.done(&format!("wrote the funnel of {slug} to {file}"));
            }
            None => context.ui.bytes(drawn.as_bytes())?,
        }
        if graph.steps() == 0 {
            context.ui.hint("`campaignctl funnel add-step page` puts the first step into it");
        }
        tell_problems(&graph, context);
        Ok(Exit::Done)
    }
}

/// Says how much is wrong, and who tells more.
fn tell_problems(graph: &Graph, context: &mut Context) {
    let nodes = graph.nodes.iter().filter(|node| node.is_step() && node.problem.is_some()).count();
    let ways = graph.edges.iter().filter(|edge| edge.problem.is_some()).count();
    match nodes + ways {
        0 => return,
        1 => context.ui.warn("1 problem is marked in the picture"),
        count => context.ui.warn(&format!("{count} problems are marked in the picture")),
    }
    context.ui.hint("`campaignctl validate` tells what they are, and how to mend them");
}

/// The graph as data.
fn document(graph: &Graph, slug: &str, env: &str) -> serde_json::Value {
    let name = |number: usize| {
        let node = &graph.nodes[number];
        (node.name != Node::UNNAMED).then_some(node.name.as_str())
    };
    let problem = |problem: Option<graph::Problem>| problem.map(|problem| problem.to_string());
    let steps = graph.nodes.iter().filter(|node| node.is_step()).map(|node| {
        json!({
            "id": node.name, "kind": node.step_kind, "detail": node.detail,
            "verification": node.kind == NodeKind::Verification, "problem": problem(node.problem),
        })
    });
    let ways = graph.edges.iter().filter(|edge| graph.nodes[edge.from].is_step()).map(|edge| {
        json!({
            "from": name(edge.from), "outcome": edge.label, "to": name(edge.to), "problem": problem(edge.problem),
        })
    });
    let entry = graph.edges.iter().find(|edge| !graph.nodes[edge.from].is_step());
    json!({
        "campaign": slug, "environment": env, "title": graph.title,
        "entry": entry.and_then(|edge| name(edge.to)),
        "steps": steps.collect::<Vec<_>>(), "ways": ways.collect::<Vec<_>>(),
    })
}
