//! Rules about identity verification steps, whoever verifies.

pub(super) mod j001_documents;
pub(super) mod j002_country;
