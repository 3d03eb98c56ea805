//! What a row may name: instructions of the IDLs, commands of the command line's README, tests of the sources.

use crate::document::quoted;
use halo_tests::matrix::idl;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

pub struct Sources {
    root: PathBuf,
    /// Instructions and commands, spelled as rows do.
    known: BTreeSet<String>,
}

impl Sources {
    /// Reads the committed IDLs and the README.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let readme =
            fs::read_to_string(root.join("cli/README.md")).expect("cli/README.md is part of the repository");
        let commands = quoted(&readme).into_iter().filter(|text| text.starts_with("halo "));
        let instructions = idl::PROGRAMS.into_iter().flat_map(|program| {
            let of = move |known: idl::IdlInstruction| format!("{program}::{}", known.name);
            idl::read(program).instructions.into_iter().map(of)
        });
        let known = commands.chain(instructions).collect();
        Self { root, known }
    }

    /// What is wrong with an instruction or a command.
    pub fn instruction(&self, name: &str) -> Option<String> {
        let kind =
            if name.starts_with("halo ") { "command of cli/README.md" } else { "instruction of an IDL" };
        (!self.known.contains(name)).then(|| format!("`{name}` is no {kind}"))
    }

    /// What is wrong with a test.
    pub fn test(&self, reference: &str) -> Option<String> {
        let Some((path, function)) = reference.rsplit_once("::") else {
            return Some(format!("`{reference}` is not written as path.rs::function"));
        };
        let file = self.root.join(path);
        let Ok(text) = fs::read_to_string(&file) else {
            return Some(format!("`{reference}`: there is no file {path}"));
        };
        if !is_compiled(&file) {
            return Some(format!("`{reference}`: no file declares the module {path}"));
        }
        (!has_test(&text, function)).then(|| format!("`{reference}`: {path} has no test of this name"))
    }
}

/// Whether the sources have a test `function` that runs: one with a test attribute, in a `proptest!` too, that is not ignored.
fn has_test(text: &str, function: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let defines = |line: &str| {
        let line = line.strip_prefix("async ").unwrap_or(line);
        line.strip_prefix("fn ")
            .and_then(|rest| rest.strip_prefix(function))
            .is_some_and(|rest| rest.starts_with('('))
    };
    lines.iter().enumerate().filter(|(_, line)| defines(line)).any(|(at, _)| {
        let attributes: Vec<&str> =
            lines[..at].iter().rev().copied().take_while(|line| goes_on(line)).collect();
        let is = |what: &str| attributes.iter().any(|line| line.starts_with(what));
        (is("#[test]") || is("#[tokio::test")) && !is("#[ignore")
    })
}

/// Whether a line above a function can still belong to it.
fn goes_on(line: &str) -> bool {
    !line.is_empty() && !line.ends_with(['{', '}', ';'])
}

/// Whether a target or another file takes this one in: what nobody compiles shows nothing.
fn is_compiled(file: &Path) -> bool {
    let (Some(stem), Some(directory)) = (file.file_stem().and_then(|stem| stem.to_str()), file.parent())
    else {
        return false;
    };
    let target = stem == "main" || directory.ends_with("sdk/tests");
    let declares = |parent: PathBuf| {
        fs::read_to_string(parent)
            .is_ok_and(|text| text.lines().any(|line| line.trim().ends_with(&format!("mod {stem};"))))
    };
    target
        || ["main.rs", "mod.rs", "lib.rs"].iter().any(|parent| declares(directory.join(parent)))
        || declares(directory.with_extension("rs"))
}
