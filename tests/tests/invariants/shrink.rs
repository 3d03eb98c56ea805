//! The smallest story that still goes wrong.

use crate::{
    operation::{Kind, Operation, Twist, LONG},
    run::Failure,
    story::{Scene, Setup},
};

/// Waits that are tried to be made long.
const WAITS: usize = 16;
/// Steps of a story in which other subjects are tried, and how many of them.
const SHORT: usize = 8;
const SUBJECTS: u16 = 24;

/// Leaves out of `story` whatever can be left out of it so that it still goes wrong as in `failure`: first what changed
/// nothing, then ever smaller parts, until not one step more can go. What is left is made plain: it looks for its subject
/// itself, has nobody out of place, and needs no step before it that only turns it to its subject.
pub fn shrink(story: &[Operation], failure: &Failure, setup: &Setup) -> Vec<Operation> {
    let shrinker = Shrinker { setup, nature: failure.nature(story) };
    let mut story = shrinker.lengthened(shrinker.effective(&story[..=failure.step]));
    let mut size = story.len().div_ceil(2);
    while size > 0 {
        let before = story.clone();
        story = shrinker.without_parts(story, size);
        if size == 1 {
            story = shrinker.plain(story);
            if story == before {
                story = shrinker.redirected(story);
            }
        }
        // At last single steps, again and again: one that could not go may be able to now.
        size = if size == 1 && story != before { 1 } else { size / 2 };
    }
    story
}

struct Shrinker<'a> {
    setup: &'a Setup,
    /// How it goes wrong.
    nature: String,
}

impl Shrinker<'_> {
    /// The steps that changed something, and the last.
    fn effective(&self, story: &[Operation]) -> Vec<Operation> {
        let mut scene = Scene::start();
        let kept = story.iter().enumerate().filter(|(step, operation)| {
            let last = step + 1 == story.len();
            scene.step(*step, operation, self.setup).unwrap_or(true) || last
        });
        let kept: Vec<Operation> = kept.map(|(_, operation)| *operation).collect();
        self.failing(&Scene::start(), &kept).unwrap_or_else(|| story.to_vec())
    }

    /// `story` with one wait in the place of many, if that goes wrong too.
    fn lengthened(&self, story: Vec<Operation>) -> Vec<Operation> {
        let waits: Vec<usize> = (0..story.len()).filter(|step| story[*step].kind == Kind::Wait).collect();
        let stride = waits.len().div_ceil(WAITS).max(1);
        for wait in waits.iter().rev().step_by(stride) {
            let kept = (0..story.len()).filter(|step| step == wait || story[*step].kind != Kind::Wait);
            let mut tried: Vec<Operation> = kept.map(|step| story[step]).collect();
            for operation in tried.iter_mut().filter(|operation| operation.kind == Kind::Wait) {
                (operation.way, operation.subject) = (LONG, 255);
            }
            if let Some(failing) = self.failing(&Scene::start(), &tried) {
                return failing;
            }
        }
        story
    }

    /// `story` without those of its parts of `size` steps that it goes wrong without.
    fn without_parts(&self, mut story: Vec<Operation>, size: usize) -> Vec<Operation> {
        // The scene before `start`, from which every attempt goes on.
        let (mut scene, mut start) = (Scene::start(), 0);
        while start < story.len() {
            let end = (start + size).min(story.len());
            if let Some(rest) = self.failing(&scene, &story[end..]) {
                story.truncate(start);
                story.extend(rest);
                continue;
            }
            for operation in &story[start..end] {
                if scene.step(start, operation, self.setup).is_err() {
                    return story;
                }
            }
            start = end;
        }
        story
    }

    /// `story` with every step as plain as it can be.
    fn plain(&self, mut story: Vec<Operation>) -> Vec<Operation> {
        for step in 0..story.len() {
            let Some(operation) = story.get(step).copied() else { break };
            for plain in [Operation { apt: true, ..operation }, Operation { twist: Twist::None, ..operation }]
            {
                let mut tried = story.clone();
                tried[step] = plain;
                if plain != operation {
                    story = self.failing(&Scene::start(), &tried).unwrap_or(story);
                }
            }
        }
        story
    }

    /// A short `story` without a step, if that goes wrong when a later step begins to look for its subject elsewhere.
    fn redirected(&self, story: Vec<Operation>) -> Vec<Operation> {
        if story.len() > SHORT {
            return story;
        }
        for step in 0..story.len() {
            let mut rest = story.clone();
            rest.remove(step);
            for later in step..rest.len() {
                for subject in 0..SUBJECTS {
                    let mut tried = rest.clone();
                    tried[later].subject = subject;
                    if let Some(failing) = self.failing(&Scene::start(), &tried) {
                        return failing;
                    }
                }
            }
        }
        story
    }

    /// The beginning of `operations` with which it goes wrong after `scene`, if it does in the same way.
    fn failing(&self, scene: &Scene, operations: &[Operation]) -> Option<Vec<Operation>> {
        let failure = scene.clone().go_on(operations, self.setup)?;
        let failing = operations.get(..=failure.step).unwrap_or(operations);
        (failure.nature(operations) == self.nature).then(|| failing.to_vec())
    }
}
