//! Pages: text to read, fields to fill in.

use serde::{Deserialize, Serialize};

use crate::{Field, FieldId};

/// The settings of a `page` step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PageStep {
    /// The heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Markdown, in which `{{field}}` stands for the customer's value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Fields to ask for, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<PageField>,
    /// The text of the button; default: "Continue".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submit_label: Option<String>,
    /// Whether the customer may leave the funnel here on purpose (outcome `dismissed`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allow_dismiss: bool,
}

/// A field on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PageField {
    /// The field of the data model.
    pub field: FieldId,
    /// What the customer reads; default: the field's label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether it must be filled in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether it is shown only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// A line of help under the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl PageField {
    /// Whether the customer must fill it in: the page says so, or the data model does.
    pub fn is_required(&self, field: &Field) -> bool {
        !self.read_only && (self.required || field.required)
    }
}
