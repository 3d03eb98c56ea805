//! The file that describes a feed, and the part of it that every source of prices has.

use super::price;
use crate::{args::duration, deal};
use anyhow::{Context, Result};
use halo_sdk::{
    amm::instructions::SetFeedLimitsArgs,
    halo_math::amm::{NavLimits, PriceLimits},
};
use serde::Deserialize;
use std::path::Path;

/// What prices and reports must keep to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedFile {
    price: PriceFile,
    reports: ReportsFile,
}

/// What a price must keep to: prices are cash for one whole token, times like `4d`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceFile {
    max_age: String,
    max_age_slots: u64,
    up_bps: u64,
    down_bps: u64,
    floor: String,
    ceiling: String,
    #[serde(default)]
    confidence_bps: u64,
    #[serde(default)]
    second_source_bps: u64,
    #[serde(default)]
    cooldown_slots: u64,
    spread_floor_bps: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportsFile {
    quorum: u64,
    min_interval: String,
    accrual: String,
    max_accrual_bps: u64,
}

impl PriceFile {
    pub fn limits(&self) -> Result<PriceLimits> {
        Ok(PriceLimits {
            max_age_seconds: duration(&self.max_age)?.as_secs(),
            max_age_slots: self.max_age_slots,
            up_bps: self.up_bps,
            down_bps: self.down_bps,
            floor: price(&self.floor)?,
            ceiling: price(&self.ceiling)?,
            confidence_bps: self.confidence_bps,
            second_source_bps: self.second_source_bps,
            cooldown_slots: self.cooldown_slots,
            spread_floor_bps: self.spread_floor_bps,
        })
    }
}

impl FeedFile {
    pub fn read(path: &Path) -> Result<SetFeedLimitsArgs> {
        let Self { price, reports } = deal::read(path)?;
        let nav = NavLimits {
            quorum: reports.quorum,
            min_interval_seconds: duration(&reports.min_interval)?.as_secs(),
            accrual_seconds: duration(&reports.accrual)?.as_secs(),
            max_accrual_bps: reports.max_accrual_bps,
        };
        Ok(SetFeedLimitsArgs { limits: price.limits().context("[price]")?, nav })
    }
}
