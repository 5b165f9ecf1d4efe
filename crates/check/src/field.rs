//! What is wrong with a field by itself.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    DataModel, Diagnostic, EnvName, Field, FieldId, Level, Workspace, WorkspaceName, WorkspaceSettings,
};

use crate::Rule;
use crate::context::Context;
use crate::rule::By;

/// The errors that the rules about the data model find in a field, whatever else there is, but for those of rules that it
/// allows.
pub fn field_errors(id: &FieldId, field: &Field) -> Vec<Diagnostic> {
    let workspace = alone(id, field);
    let nothing_missing = BTreeSet::new();
    let context = Context::new(&workspace, &nothing_missing, &[]);
    let is_asked = |rule: &Rule| {
        rule.id.starts_with('D') && rule.level == Level::Error && !field.allow.iter().any(|id| id == rule.id)
    };
    let mut found = Vec::new();
    for rule in crate::rules().iter().filter(|rule| is_asked(rule)) {
        if let By::Check(run) = rule.by {
            run(&context, &mut found);
        }
    }
    found
}

/// A workspace with nothing but a field.
fn alone(id: &FieldId, field: &Field) -> Workspace {
    let env = EnvName::new("local").expect("it has the form of a name");
    let settings = WorkspaceSettings {
        workspace: WorkspaceName::new("field").expect("it has the form of a name"),
        default_env: env.clone(),
        requires: None,
        envs: BTreeMap::new(),
        lints: BTreeMap::new(),
    };
    Workspace {
        settings,
        env,
        data_model: DataModel { fields: [(id.clone(), field.clone())].into() },
        providers: BTreeMap::new(),
        campaigns: BTreeMap::new(),
        tests: BTreeMap::new(),
    }
}
