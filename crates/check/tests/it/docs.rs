//! `docs/RULES.md` is what the rules say of themselves.

use std::path::Path;

#[test]
fn the_reference_page_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/RULES.md");
    let page = check::reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/RULES.md is not what the rules say; `UPDATE=1 cargo test -p campaignctl-check` writes it anew"
    );
}

#[test]
fn a_rule_is_explained_by_its_part_of_the_page() {
    let page = check::reference();
    for rule in check::rules() {
        let explained = check::explain(rule);
        assert!(explained.starts_with(&format!("# {}\n", rule.id)), "{explained}");
        let deeper: Vec<String> = explained
            .lines()
            .scan(false, |is_code, line| {
                *is_code ^= line.starts_with("```");
                let is_heading = line.starts_with('#') && !*is_code;
                Some(if is_heading { format!("#{line}") } else { line.to_owned() })
            })
            .collect();
        assert!(page.contains(&deeper.join("\n")), "{}", rule.id);
    }
}
