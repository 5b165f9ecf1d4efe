//! `campaigns/<slug>.toml`.

use crate::form::Form;
use crate::name::{allow, name};
use crate::step::{self, OVERLAY, STEP};

pub(crate) fn schema() -> Form {
    let overlay = Form::table([(
        "step",
        Form::named(Form::reference(OVERLAY)).about("Steps that differ in this environment, by name."),
    )]);
    Form::table([
        (
            "title",
            Form::text()
                .about("What customers see as the campaign's name. Default: the name of the file.")
                .examples(["Account opening"]),
        ),
        ("provider", name("The identity verification provider. May be left out where there is one.")),
        (
            "starts",
            Form::text()
                .about("When customers can begin, with an offset from UTC. Default: at once.")
                .examples(["2026-12-01T09:00:00-03:00"]),
        ),
        (
            "ends",
            Form::text()
                .about("Until when customers can begin; sessions that have begun go on. Default: for ever.")
                .examples(["2027-01-31T23:59:00-03:00"]),
        ),
        ("entry", name("The step where sessions begin.").examples(["welcome"])),
        ("step", Form::named(Form::reference(STEP)).about("The steps of the funnel, by name.")),
        ("env", Form::named(overlay).about("What differs in an environment, by its name.")),
        ("allow", allow("campaign")),
    ])
    .about("A campaign and its funnel.")
    .definitions(step::definitions())
}
