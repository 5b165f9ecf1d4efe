//! Edits from model to model.
