//! Reading files that somebody else may have put there: never a hang, never out of the workspace, never without bound.
