//! Every instruction that is for administrators, and where it names what it changes.

use anchor_lang::Discriminator;
use halo_sdk::{amm, configurator, facility, lcts, nfat, pau, psm};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// An administrative instruction.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    program: Pubkey,
    discriminator: &'static [u8],
    pub what: &'static str,
    /// Label and position of the accounts that say what is changed.
    pub accounts: &'static [(&'static str, usize)],
}

macro_rules! entries {
    ($($program:ident { $($name:ident $what:literal [$($label:literal $position:literal),*];)* })*) => {
        &[$($(Entry {
            program: $program::ID,
            discriminator: $program::instruction::$name::DISCRIMINATOR,
            what: $what,
            accounts: &[$(($label, $position)),*],
        },)*)*]
    };
}

const ENTRIES: &[Entry] = entries! {
    configurator {
        InitializeScope "creates a scope" ["council" 2, "scope" 3];
        Schedule "schedules behind the timelock" [];
        Cancel "cancels an operation for good" ["operation" 2];
        Pause "pauses the timelock" ["scope" 1];
        Resume "lets the timelock go on" ["scope" 1];
        UnregisterPau "ends all configuration of a PAU; relayers, freezer and beacons lose their rights" ["PAU" 4];
        RemoveInit "takes an approval back" ["init" 2];
        RevokeCbeam "ends a GovOps's accordance; relayers, freezer and beacons of the PAU lose their rights"
            ["cBEAM" 2, "PAU" 4];
        AddRateLimit "makes an approved rate limit real, empty at first" ["PAU" 6];
        SetRateLimit "changes a rate limit" ["PAU" 5, "limit" 6];
        RemoveRateLimit "deletes a rate limit, and with it every movement under it" ["PAU" 5, "limit" 6];
        PauseRateLimit "stops a rate limit" ["PAU" 5, "limit" 6];
        ResumeRateLimit "lets a paused rate limit go on" ["PAU" 2, "limit" 3];
        SetRelayer "adds a relayer" ["PAU" 4];
        RemoveRelayer "removes a relayer" ["PAU" 5];
        SetFreezer "names the freezer of a PAU" ["PAU" 4];
        FreezePau "stops everything that leaves a PAU" ["PAU" 5];
        UnfreezePau "ends the freeze of a PAU" ["PAU" 2];
        EnableAction "lets relayers call an approved action" ["PAU" 7, "action" 8];
        DisableAction "ends an action" ["PAU" 5, "action" 6];
        AddController "lets an approved program draw on Books and charge limits" ["PAU" 6, "controller" 7];
        RemoveController "ends a controller's draws and charges" ["PAU" 5, "controller" 6];
        OpenVault "opens a token account that relayers may use" ["PAU" 5, "Book" 6, "vault" 7];
        ReleaseVault "lets relayers use a Book that only controllers could" ["PAU" 6, "vault" 7];
        TakeOver "puts the conserver in the place of the GovOps; relayers, freezer and beacons lose their rights"
            ["PAU" 3];
        HandBack "gives a PAU back to its GovOps; whatever the conserver named ends" ["PAU" 3];
        GrantBeam "grants a Beam" [];
        RevokeBeam "takes a Beam away" ["Beam" 4];
    }
    facility {
        InitializeFacility "creates a facility" ["PAU" 6, "facility" 7];
        OpenCollection "creates a facility's collection of NFATs" ["facility" 6];
        SetBuybox "replaces the buybox, and uses its permit up" ["facility" 5];
        ApprovePrime "lets a Prime deposit; its limit starts empty" ["facility" 7];
        SetPrime "changes a Prime's approval" ["facility" 6, "approval" 7];
        SetHalt "halts actions of a facility" ["facility" 3];
        ClearHalt "lifts halts of a facility" ["facility" 2];
        HaltBook "halts actions of a Book" ["facility" 3, "Book" 4];
        ClearBookHalt "lifts halts of a Book" ["facility" 2, "Book" 3];
        ProposeAccord "proposes terms to one Prime that take the buybox's place" ["facility" 6, "accord" 7];
        CancelAccord "ends an accord" ["facility" 5, "accord" 6];
        WriteDown "fixes a Book's loss for good; its units are paid what is recovered, and nothing else"
            ["facility" 2, "Book" 3, "attestation" 4];
        MigrateBook "moves a Book with all its money to another PAU" ["Book" 5, "from PAU" 6, "to PAU" 11];
    }
    nfat {
        Remint "gives a burnt NFAT an asset again, and uses its permit up" ["burnt asset" 8, "asset" 11, "owner" 13];
    }
    lcts {
        InitializeUnit "creates a unit and the mint of its shares" ["PAU" 6, "unit" 7, "mint" 9];
        SetGuardrails "changes what bounds settlements and the rate of a unit" ["PAU" 6, "unit" 7];
        ClearHalt "lifts the halt of a unit" ["unit" 2];
    }
    pau {
        InitializePau "creates a PAU" ["PAU" 2];
        AddController "lets a program draw on Books and charge limits" ["PAU" 2];
        RemoveController "ends a controller's draws and charges" ["PAU" 1, "controller" 2];
        AddRateLimit "creates a rate limit, empty at first" ["PAU" 2];
        SetRateLimit "changes a rate limit" ["PAU" 1, "limit" 2];
        RemoveRateLimit "deletes a rate limit, and with it every movement under it" ["PAU" 1, "limit" 2];
        PauseRateLimit "stops a rate limit" ["PAU" 1, "limit" 2];
        ResumeRateLimit "lets a paused rate limit go on" ["PAU" 1, "limit" 2];
        SetRelayer "adds a relayer" ["PAU" 1];
        RemoveRelayer "removes a relayer" ["PAU" 1];
        SetFreezer "names the freezer of a PAU" ["PAU" 1];
        AdvanceEpoch "takes every relayer and the freezer away" ["PAU" 1];
        Freeze "stops everything that leaves a PAU" ["PAU" 1];
        Unfreeze "ends the freeze of a PAU" ["PAU" 1];
        EnableAction "lets relayers make a call" ["PAU" 2, "action" 3];
        DisableAction "ends an action" ["PAU" 1, "action" 2];
        ReleaseVault "lets relayers use a Book that only controllers could" ["PAU" 1, "vault" 2];
    }
    amm {
        InitializeFeed "creates a feed of prices" ["PAU" 6, "feed" 7];
        SetReporters "sets who may report a price" ["PAU" 4, "feed" 5];
        SetFeedLimits "sets what prices must keep to, and uses its permit up" ["PAU" 4, "feed" 5];
        RebaseFeed "accepts a price that is out of step" ["feed" 2];
        InitializePool "creates a pool" ["PAU" 6, "feed" 9, "pool" 10, "cash mint" 11, "asset mint" 13];
        SetBounds "sets a pool's spread and how far its beacon may move it" ["PAU" 4, "pool" 5];
        SetDepth "sets what size costs in a pool, and uses its permit up" ["PAU" 4, "pool" 5];
        SetLimits "sets what a pool may hold, trade and be worth" ["PAU" 4, "pool" 5];
        SetSources "sets where a pool's price comes from, and uses its permit up" ["PAU" 4, "pool" 5];
        Pause "stops trading with a pool" ["pool" 3];
        Unpause "lets trading with a pool go on" ["pool" 2];
        RebasePool "accepts a price of Pyth that is out of step" ["pool" 2, "price update" 3];
        WriteDown "takes what a pool's vaults lack off its record" ["pool" 2];
    }
    psm {
        InitializePsm "creates a PSM" ["PSM" 2, "stable mint" 3, "savings mint" 6];
        Withdraw "takes money out of a PSM" ["PSM" 1, "destination" 3];
        SetRate "changes how fast the rate of a PSM grows" ["PSM" 1];
        SetLimit "changes how much a PSM may pay out" ["PSM" 1];
        Pause "stops the swaps of a PSM" ["PSM" 1];
        Unpause "lets the swaps of a PSM go on" ["PSM" 1];
    }
};

/// What an administrative instruction does; none for any other.
pub fn find(instruction: &Instruction) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| {
        entry.program == instruction.program_id && instruction.data.starts_with(entry.discriminator)
    })
}

#[cfg(test)]
mod tests;
