//! A peg stability module, and entering a Portfolio Halo through a converter. Swaps are compared with `halo-math` to the
//! base unit; a refusal is an error by its name and a chain on which nothing has changed. The worst converter that
//! governance could approve does what a thief tells it.

mod administration;
mod calling;
mod converters;
mod costs;
mod desk;
mod donations;
mod door;
mod entering;
mod layout;
mod limits;
mod random;
mod rates;
mod substitution;
mod swapping;
mod thieves;
