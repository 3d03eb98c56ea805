//! The exact models of the tests, shared with the fuzz targets.

#[path = "../../tests/suite/model/mod.rs"]
pub mod model;
