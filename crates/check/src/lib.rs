//! The rules: model in, diagnostics out.
