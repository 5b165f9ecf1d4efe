//! Values that other customers have, of fields that are to tell customers apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::{FieldId, Value};

use crate::{Moved, Write};

/// What is said of such a value. Whose it is, is told nobody.
pub(crate) const TAKEN: &str = "is already used by another customer";

/// Values that were found to be other customers', by field. Its `Debug` does not show them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Taken(BTreeMap<FieldId, Vec<Value>>);

impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Taken {
    /// Adds a value; `false` when it was known before.
    pub fn add(&mut self, field: FieldId, value: Value) -> bool {
        let known = self.holds(&field, &value);
        if !known {
            self.0.entry(field).or_default().push(value);
        }
        !known
    }

    /// Whether the value of a field is known to be another customer's.
    pub fn holds(&self, field: &FieldId, value: &Value) -> bool {
        self.0.get(field).is_some_and(|values| values.contains(value))
    }

    /// The writes, if none of their values is another customer's.
    ///
    /// # Errors
    /// Which fields' values are.
    pub(crate) fn free(&self, writes: Vec<Write>) -> Result<Vec<Write>, String> {
        let problems: Vec<String> = writes
            .iter()
            .filter(|write| self.holds(&write.field, &write.value))
            .map(|write| format!("`{}`: {TAKEN}", write.field))
            .collect();
        if problems.is_empty() {
            Ok(writes)
        } else {
            Err(format!("nothing was written: {}", problems.join("; ")))
        }
    }
}

/// What an event led to where values of other customers are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Led {
    /// The session moved.
    Moved(Box<Moved>),
    /// It stays at its page, as it was: the customer has to enter something else in these fields.
    Stayed(BTreeSet<FieldId>),
}
