//! `halo view holder`

use super::{tables::units, Seen};
use crate::{
    output::{Value, View},
    session::Session,
};
use anyhow::Result;
use halo_sdk::{transport::Transport, view::Holder};

pub async fn view<T: Transport>(seen: &Seen, session: &Session<T>) -> Result<View> {
    let (facility, key, decimals) = seen.read(session).await?;
    let holder = Holder::read(&session.client, &facility, &key).await?;
    let view = View::default()
        .text("holder", key)
        .with("payable_now", Value::Tokens(holder.payable, decimals))
        .with("penalty_unpaid", Value::Tokens(holder.penalty_unpaid, decimals));
    let view = match (holder.restricted, holder.admitted_until) {
        (false, _) => view.text("may_receive", "yes: everybody may"),
        (true, None) => view.text("may_receive", "no: not admitted"),
        (true, Some(until)) => view.text("may_receive", format!("until {}", Value::Moment(until))),
    };
    view.with("units", Value::Table(units(&holder.units, decimals))).document(&holder)
}
