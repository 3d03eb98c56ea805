//! Whole stories: taking them, saying where they go wrong, and telling what they are about.

use crate::{
    act::resolve,
    operation::{Kind, Operation, Twist},
    story::{Scene, Setup},
    tally::Tally,
};

/// Where a story went wrong, and how.
#[derive(Debug)]
pub struct Failure {
    pub step: usize,
    pub what: String,
}

impl Failure {
    /// Failures of one nature are likely one failure: what an act does wrong, or what is found somewhere, in words
    /// and without figures and names.
    pub fn nature(&self, story: &[Operation]) -> String {
        let mut lines = self.what.lines();
        let (first, second) = (lines.next().unwrap_or_default(), lines.next());
        let kind = second.and_then(|_| story.get(self.step)).map(|operation| operation.kind);
        let plain = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase());
        let words: Vec<&str> = second.unwrap_or(first).split_whitespace().filter(plain).collect();
        format!("{kind:?}: {}", words.join(" "))
    }
}

/// Takes all of `operations` from the beginning.
pub fn run(operations: &[Operation], setup: &Setup) -> Result<Tally, Failure> {
    let mut scene = Scene::start();
    match scene.go_on(operations, setup) {
        Some(failure) => Err(failure),
        None => Ok(scene.tally),
    }
}

impl Scene {
    /// Takes all of `operations` from here, and looks at everything in the end; returns the first failure.
    pub fn go_on(&mut self, operations: &[Operation], setup: &Setup) -> Option<Failure> {
        for (step, operation) in operations.iter().enumerate() {
            if let Err(what) = self.step(step, operation, setup) {
                return Some(Failure { step, what });
            }
        }
        let step = operations.len().saturating_sub(1);
        self.sweep().err().map(|what| Failure { step, what })
    }
}

/// What each of `operations` comes to, for people.
pub fn tell(operations: &[Operation], setup: &Setup) -> Vec<String> {
    let mut scene = Scene::start();
    let mut told = Vec::new();
    for (step, operation) in operations.iter().enumerate() {
        let act = resolve(operation, &scene.model);
        let what = match (operation.kind, act) {
            (Kind::Wait, _) => format!("Wait {} s", operation.seconds()),
            (_, Some(act)) => format!("{act:?}"),
            (_, None) => operation.to_string(),
        };
        let twist =
            if operation.twist == Twist::None { String::new() } else { format!(", {:?}", operation.twist) };
        told.push(format!("{:>4}  {what}{twist}", step + 1));
        if scene.step(step, operation, setup).is_err() {
            break;
        }
    }
    told
}
