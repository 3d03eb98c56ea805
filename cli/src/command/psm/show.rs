//! `halo psm show`

use super::OnePsm;
use crate::{
    output::{Value, View},
    session::Session,
    table::{Row, Table},
};
use anyhow::Result;
use halo_sdk::{
    halo_math::{PegRate, RAY},
    psm::state::{Psm, Side},
    transport::Transport,
};

const YEAR_SECONDS: i64 = 31_536_000;
/// Decimals of a rate.
const PLACES: usize = 27;
/// What a ray is divided by to leave a percentage of four decimals.
const PERCENT_SCALE: u128 = RAY.div_euclid(1_000_000);

/// Shows a PSM.
pub async fn psm<T: Transport>(psm: &OnePsm, session: &Session<T>) -> Result<View> {
    let (at, state) = psm.found(session).await?;
    let now = session.client.unix_time().await?;
    Ok(View::default()
        .text("psm", at.psm)
        .text("administrator", state.admin)
        .with("paused", Value::Flag(state.paused != 0))
        .text("rate", decimal(state.rate.chi_at(now)?))
        .text("growth_a_second", decimal(state.rate.ssr()))
        .text("growth_a_year", yearly(&state.rate)?)
        .text("most_growth_a_second", decimal(state.rate.max_ssr()))
        .with("reserves", Value::Table(reserves(&state, now))))
}

fn reserves(state: &Psm, now: i64) -> Table {
    let row = |side, name| {
        let reserve = state.reserve(side);
        let tokens = |units| Value::Tokens(units, reserve.decimals);
        Row {
            cells: vec![
                Value::text(name),
                Value::text(reserve.mint),
                tokens(reserve.held),
                tokens(reserve.payable(now)),
                tokens(reserve.limit.max),
                tokens(reserve.limit.slope),
            ],
            lines: vec![],
        }
    };
    let columns = vec!["reserve", "mint", "held", "payable_now", "most", "refill_a_day"];
    Table { columns, rows: vec![row(Side::Stable, "stable"), row(Side::Savings, "savings")] }
}

/// What a year of 365 days adds, as a percentage to the nearest of four decimals.
fn yearly(rate: &PegRate) -> Result<String> {
    let year = PegRate::new(rate.ssr(), rate.max_ssr(), 0)?.chi_at(YEAR_SECONDS)?;
    let rounded =
        year.saturating_sub(RAY).saturating_add(PERCENT_SCALE.div_euclid(2)).div_euclid(PERCENT_SCALE);
    Ok(format!("{} %", Value::Tokens(u64::try_from(rounded)?, 4)))
}

/// A number of ray, in full.
fn decimal(ray: u128) -> String {
    let (whole, fraction) = (ray.div_euclid(RAY), ray.rem_euclid(RAY));
    let fraction = format!("{fraction:0PLACES$}");
    match fraction.trim_end_matches('0') {
        "" => whole.to_string(),
        fraction => format!("{whole}.{fraction}"),
    }
}
