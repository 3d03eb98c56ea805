//! What changed between two texts, for people.

use similar::TextDiff;

/// A unified diff with three lines of context, or `None` when the texts are equal.
pub fn unified(name: &str, committed: &str, fresh: &str) -> Option<String> {
    (committed != fresh).then(|| {
        TextDiff::from_lines(committed, fresh)
            .unified_diff()
            .context_radius(3)
            .header(&format!("{name} (committed)"), &format!("{name} (from the sources)"))
            .to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_no_diff() {
        assert_eq!(unified("a.json", "{}\n", "{}\n"), None);
    }

    #[test]
    fn a_changed_line_is_shown_with_its_context() {
        let diff = unified("a.json", "1\n2\n3\n4\n5\n", "1\n2\nthree\n4\n5\n").unwrap();
        let expected = "--- a.json (committed)\n+++ a.json (from the sources)\n\
                        @@ -1,5 +1,5 @@\n 1\n 2\n-3\n+three\n 4\n 5\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn a_file_that_is_not_committed_yet_is_all_additions() {
        let diff = unified("a.json", "", "{}\n").unwrap();
        assert!(diff.ends_with("@@ -0,0 +1 @@\n+{}\n"), "{diff}");
    }

    #[test]
    fn a_missing_final_newline_counts_as_a_change() {
        assert!(unified("a.json", "{}", "{}\n").is_some());
    }
}
