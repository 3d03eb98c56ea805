//! `halo lcts guardrails`

use super::Unit;
use crate::{
    args::{percentage, Ceiling},
    command::limits::explain,
    governed::Governed,
    session::{require_change, Plan, Session},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::{LctsAddresses, LimitKey},
    halo_math::RateLimit,
    instructions::lcts::GuardrailInits,
    lcts::{instructions::SetGuardrailsArgs, state},
    pau::state::LimitKind,
    transport::Transport,
};
use solana_pubkey::Pubkey;

/// Decimals of a percentage in basis points.
const PERCENT: u8 = 2;

/// Part of a value a day, in basis points; `0%` is no yield at all.
pub fn yield_cap(text: &str) -> Result<u16> {
    if text == "0%" {
        return Ok(0);
    }
    u16::try_from(percentage(text)?).ok().context("expected a percentage of at most 1% a day")
}

#[derive(Debug, Args)]
pub struct Guardrails {
    #[command(flatten)]
    unit: Unit,
    /// Most underlying that all shares together may be worth when some are minted, in tokens [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    capacity: Option<Ceiling>,
    /// Most underlying that one settlement takes out of the holding, in tokens [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    redeem_limit: Option<Ceiling>,
    /// Most that the rate may rise a day: 0.5% [default: as it is]
    #[arg(long, value_name = "PERCENTAGE", value_parser = yield_cap)]
    yield_cap: Option<u16>,
}

/// A raise to check before it is signed: what is bounded by an init of DEPOSIT for `mint`.
struct Raise {
    mint: Pubkey,
    decimals: u8,
    from: (u64, u64),
    to: (u64, u64),
    raised_at: i64,
}

impl Raise {
    /// The PAU in the address of the init that approves it; none for what is no raise.
    ///
    /// # Errors
    /// When nothing approves it, or it is too large or too soon.
    async fn approved<T: Transport>(
        &self,
        session: &Session<T>,
        governed: &Governed,
        unit: &Pubkey,
    ) -> Result<Option<Pubkey>> {
        let ((max, slope), (now_max, now_slope)) = (self.to, self.from);
        if max <= now_max && slope <= now_slope {
            return Ok(None);
        }
        let key = LimitKey { kind: LimitKind::Deposit, target: *unit, mint: self.mint };
        let approved = governed.approved(session, &key).await?.with_context(|| {
            format!(
                "no init approves this raise: the council has to, with `halo gov schedule init-limit --kind deposit \
                 --target {unit} --mint {}`",
                self.mint
            )
        })?;
        let now = RateLimit {
            max: now_max,
            slope: now_slope,
            last_increased: self.raised_at,
            ..RateLimit::default()
        };
        let (sorl, time) = (governed.scope.sorl(), session.client.unix_time().await?);
        sorl.check_change(&now, Some(&approved.limit), max, slope, time)
            .map_err(|refusal| explain(refusal, self.decimals))?;
        Ok(Some(approved.whose.pau(&governed.address)))
    }
}

/// What changes, of the underlying and of the shares.
fn raises(at: &LctsAddresses, unit: &state::Unit, args: &SetGuardrailsArgs) -> [Raise; 2] {
    let raised_at = unit.raised_at;
    let amounts = Raise {
        mint: unit.mint,
        decimals: unit.decimals,
        from: (unit.capacity, unit.redeem_limit),
        to: (args.capacity, args.redeem_limit),
        raised_at,
    };
    let quicker = Raise {
        mint: at.share_mint(),
        decimals: PERCENT,
        from: (unit.yield_cap_bps.into(), 0),
        to: (args.yield_cap_bps.into(), 0),
        raised_at,
    };
    [amounts, quicker]
}

impl Guardrails {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let changes = self.capacity.is_some() || self.redeem_limit.is_some() || self.yield_cap.is_some();
        require_change(changes, "--capacity, --redeem-limit or --yield-cap")?;
        let ((at, unit), operator) = (self.unit.found(session).await?, self.unit.operator(session).await?);
        let now = operator.guardrails();
        let units =
            |ceiling: Option<Ceiling>, now: u64| ceiling.map_or(Ok(now), |it| it.units(unit.decimals));
        let args = SetGuardrailsArgs {
            capacity: units(self.capacity, now.capacity)?,
            redeem_limit: units(self.redeem_limit, now.redeem_limit)?,
            yield_cap_bps: self.yield_cap.unwrap_or(now.yield_cap_bps),
        };
        let governed = Governed::read(session, &operator.pau).await?;
        let configurer = governed.configurer(session).await?;
        let [amounts, quicker] = raises(&at, &unit, &args);
        let inits = GuardrailInits {
            amounts: amounts.approved(session, &governed, &at.unit).await?,
            yield_cap: quicker.approved(session, &governed, &at.unit).await?,
        };
        Ok(Plan::new("Guardrails set", operator.set_guardrails(&configurer, inits, args)))
    }
}
