//! Pages: what a customer filled in.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::step::PageStep;
use model::{DataModel, Field, FieldId, StepId, Value};

use crate::walk::Walk;
use crate::{Effect, Write};

/// The values of the fields that the page asks for. What it does not ask for, or only shows, is left aside. `None`: the
/// page cannot have been submitted so, since something required is missing or a value does not fit its field.
pub(crate) fn answers<'e>(
    page: &PageStep,
    data_model: &DataModel,
    values: &'e BTreeMap<FieldId, Option<Value>>,
    today: Date,
) -> Option<BTreeMap<FieldId, Option<&'e Value>>> {
    let mut answers = BTreeMap::new();
    for asked in page.fields.iter().filter(|asked| !asked.read_only) {
        // No form has a field that does not exist.
        let Some(field) = data_model.fields.get(&asked.field) else { continue };
        let value = values.get(&asked.field).and_then(Option::as_ref);
        if value.map_or(asked.is_required(field), |value| !fits(field, value, today)) {
            return None;
        }
        answers.insert(asked.field.clone(), value);
    }
    Some(answers)
}

fn fits(field: &Field, value: &Value, today: Date) -> bool {
    Value::parse_on(field, &value.to_string(), today).as_ref() == Ok(value)
}

/// Takes over what was filled in. A value that is as it was keeps the origin that it had; a field that had one and was left
/// empty has none any more. Gives the fields whose values are other customers': then nothing counts.
pub(crate) fn submit(
    walk: &mut Walk<'_>,
    step: &StepId,
    page: &PageStep,
    values: &BTreeMap<FieldId, Option<Value>>,
) -> BTreeSet<FieldId> {
    let mut taken = BTreeSet::new();
    for (field, value) in answers(page, walk.funnel.data_model, values, walk.today()).unwrap_or_default() {
        match value {
            Some(value) if walk.state.values.get(&field) == Some(value) => {}
            Some(value) if walk.taken.holds(&field, value) => drop(taken.insert(field)),
            Some(value) => {
                walk.write(vec![Write { field, value: value.clone(), origin: format!("page {step}") }]);
            }
            None if walk.state.forget(&field) => {
                walk.effects.push(Effect::Clear { field });
            }
            None => {}
        }
    }
    taken
}
