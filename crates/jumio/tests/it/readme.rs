use std::path::Path;

/// Lines without their indentation.
fn flat(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_code_in_the_readme_is_the_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let examples: Vec<(String, String)> = std::fs::read_dir(root.join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, flat(&std::fs::read_to_string(path).unwrap()))
        })
        .collect();
    for (name, _) in &examples {
        assert!(readme.contains(&format!("- `{name}`: ")), "the README does not tell of {name}");
    }
    let blocks: Vec<&str> = readme
        .split("```rust\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(code, _)| code)
        .collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let code = flat(block.trim());
        assert!(examples.iter().any(|(_, example)| example.contains(&code)), "no example has {block}");
    }
}
