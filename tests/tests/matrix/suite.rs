//! The cast and the stages, for every suite that lets somebody act on them.

pub mod addresses;
pub mod cast;
pub mod governed;
pub mod stages;
