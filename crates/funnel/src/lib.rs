//! The interpreter: state and event in, state and effects out.
