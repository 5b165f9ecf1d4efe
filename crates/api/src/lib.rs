//! The campaign backend's wire types and its client.
