//! Rules about identity verification steps, whoever verifies.

pub(super) mod i001_picture_into_text;
pub(super) mod i002_picture_not_taken;
pub(super) mod i003_kept_for_ever;
pub(super) mod j001_documents;
pub(super) mod j002_country;
pub(super) mod j004_nothing_preset;
pub(super) mod j007_paid_again;
