//! Rules about steps and connections.

pub(super) mod f001_entry_and_end;
pub(super) mod f002_missing_step;
pub(super) mod f003_unknown_outcome;
pub(super) mod f004_open_outcome;
pub(super) mod f005_unreachable_step;
pub(super) mod f006_no_way_out;
pub(super) mod f007_unbounded_loop;
pub(super) mod f008_idle_loop;
pub(super) mod f009_hidden_branch;
pub(super) mod f010_operator_of_other_type;
pub(super) mod f011_field_not_set;
pub(super) mod f012_rejected_is_approved;
pub(super) mod f014_never_true;
pub(super) mod f015_cannot_be_shown;
pub(super) mod f016_assigned_value;
pub(super) mod f017_password_told;
pub(super) mod f018_answer_of_other_type;
