//! The commands: one file each, a module for each noun.

pub(crate) mod access_token;
pub(crate) mod campaign;
pub(crate) mod campaign_edit;
pub(crate) mod completions;
pub(crate) mod customer;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod env;
pub(crate) mod explain;
pub(crate) mod field;
pub(crate) mod fmt;
pub(crate) mod funnel;
pub(crate) mod init;
pub(crate) mod mapping;
pub(crate) mod provider;
pub(crate) mod publish;
pub(crate) mod push;
pub(crate) mod review;
pub(crate) mod sandbox;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod session;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod validate;
pub(crate) mod verification;
