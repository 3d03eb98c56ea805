//! `pau::call`: a Book's proxy calls another program. The program here is the worst that governance could approve: it
//! does what a thief tells it. A call is either refused with the error by its name and a chain on which nothing has
//! changed, or what moved was charged to the base unit.

mod approval;
mod attacks;
mod authority;
mod charging;
mod desk;
mod matching;
mod reentry;
mod tokens;
mod tracking;
