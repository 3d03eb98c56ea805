//! Accords: terms that one Prime and the GovOps have both signed, in the place of the buybox.

mod agreeing;
mod bounds;
mod cancelling;
mod claiming;
mod setup;
