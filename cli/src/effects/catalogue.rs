//! Every instruction that is for administrators, and where it names what it changes.

use anchor_lang::Discriminator;
use halo_sdk::{configurator, facility, nfat, pau};
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
};

/// What an administrative instruction does; none for any other.
pub fn find(instruction: &Instruction) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| {
        entry.program == instruction.program_id && instruction.data.starts_with(entry.discriminator)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effects::decode;
    use halo_sdk::{
        addresses::{self, FacilityAddresses, LimitKey},
        configurator::instructions::SetRateLimitArgs,
        instructions::{
            configurator::{self as ix, Configurer, Guardian, GuardianBy, InitFor},
            facility as facility_ix, nfat as nfat_ix, pau as pau_ix,
        },
        pau::state::{ActionSpec, LimitKind},
    };

    const NOBODY: Pubkey = Pubkey::new_from_array([0; 32]);

    fn named(instruction: &Instruction) -> Vec<(&'static str, Pubkey)> {
        let entry = find(instruction).expect("an administrative instruction");
        entry.accounts.iter().map(|(label, at)| (*label, instruction.accounts[*at].pubkey)).collect()
    }

    /// The positions are those of the builders; a program that moves an account fails here.
    #[test]
    fn what_is_named_is_where_the_builders_put_it() {
        let [signer, scope, pau, key, payer] = std::array::from_fn(|_| Pubkey::new_unique());
        let govops = Configurer::govops(&signer, &scope, &pau);
        let guardian = Guardian { signer, scope, pau, by: GuardianBy::Warden };
        let limit_key = LimitKey { kind: LimitKind::Claim, target: key, mint: payer };
        let limit = limit_key.limit(&pau);
        let args = SetRateLimitArgs { max: 1, slope: 2 };
        let spec = ActionSpec { program: key, accounts: vec![], data_prefix: vec![1], one_shot: false };
        let (action, controller) = (addresses::action(&pau, &spec), addresses::controller(&pau, &key));
        let vault = addresses::book_vault(&pau, &key, &payer);
        let cases = [
            (ix::cancel(&signer, &scope, 3), vec![("operation", addresses::operation(&scope, 3))]),
            (ix::unregister_pau(&signer, &scope, &pau, &payer), vec![("PAU", pau)]),
            (ix::remove_init(&signer, &scope, &key, &payer), vec![("init", key)]),
            (
                ix::revoke_cbeam(&signer, &scope, &pau, &key, &payer),
                vec![("cBEAM", addresses::cbeam(&scope, &pau, &key)), ("PAU", pau)],
            ),
            (ix::set_rate_limit(&govops, &limit_key, None, args), vec![("PAU", pau), ("limit", limit)]),
            (ix::remove_rate_limit(&guardian, &limit, &payer), vec![("PAU", pau), ("limit", limit)]),
            (ix::pause_rate_limit(&guardian, &limit), vec![("PAU", pau), ("limit", limit)]),
            (ix::resume_rate_limit(&signer, &scope, &pau, &limit), vec![("PAU", pau), ("limit", limit)]),
            (ix::set_relayer(&govops, &key), vec![("PAU", pau)]),
            (ix::remove_relayer(&guardian, &key), vec![("PAU", pau)]),
            (ix::freeze_pau(&guardian), vec![("PAU", pau)]),
            (ix::unfreeze_pau(&signer, &scope, &pau), vec![("PAU", pau)]),
            (
                ix::enable_action(&payer, &govops, InitFor::Pau, &spec, &payer),
                vec![("PAU", pau), ("action", action)],
            ),
            (ix::disable_action(&guardian, &spec, &payer), vec![("PAU", pau), ("action", action)]),
            (ix::add_controller(&payer, &govops, &key), vec![("PAU", pau), ("controller", controller)]),
            (ix::remove_controller(&guardian, &key, &payer), vec![("PAU", pau), ("controller", controller)]),
            (
                ix::open_vault(&payer, &govops, &key, &payer, &scope),
                vec![("PAU", pau), ("Book", key), ("vault", vault)],
            ),
            (ix::release_vault(&govops, &vault, &payer), vec![("PAU", pau), ("vault", vault)]),
            (ix::take_over(&signer, &scope, &pau), vec![("PAU", pau)]),
            (ix::hand_back(&signer, &scope, &pau), vec![("PAU", pau)]),
            (pau_ix::advance_epoch(&signer, &pau), vec![("PAU", pau)]),
            (pau_ix::release_vault(&signer, &pau, &vault), vec![("PAU", pau), ("vault", vault)]),
            (pau_ix::set_rate_limit(&signer, &pau, &limit, 1, 2), vec![("PAU", pau), ("limit", limit)]),
            (pau_ix::enable_action(&payer, &signer, &pau, spec), vec![("PAU", pau), ("action", action)]),
        ];
        for (instruction, expected) in cases {
            assert_eq!(named(&instruction), expected);
        }
    }

    #[test]
    fn so_is_what_a_facilitys_administration_names() {
        let [signer, scope, pau, mint, there] = std::array::from_fn(|_| Pubkey::new_unique());
        let at = FacilityAddresses { facility: signer, scope, pau, mint, token_program: mint };
        let govops = Configurer::govops(&there, &scope, &pau);
        let book = at.book(4).book;
        let set = halo_sdk::facility::instructions::SetPrimeArgs { active: true, max: 1, slope: 1 };
        let cases = [
            (facility_ix::set_halt(&there, false, &at, 1), vec![("facility", signer)]),
            (facility_ix::clear_halt(&there, &at, 1), vec![("facility", signer)]),
            (facility_ix::halt_book(&there, None, &at, &book, 1), vec![("facility", signer), ("Book", book)]),
            (facility_ix::clear_book_halt(&there, &at, &book, 1), vec![("facility", signer), ("Book", book)]),
            (
                facility_ix::set_prime(&govops, &at, &mint, None, set),
                vec![("facility", signer), ("approval", addresses::approval(&signer, &mint))],
            ),
            (
                facility_ix::migrate_book(&mint, &there, &at, &there, 4),
                vec![("Book", book), ("from PAU", pau), ("to PAU", there)],
            ),
        ];
        for (instruction, expected) in cases {
            assert_eq!(named(&instruction), expected);
        }
    }

    #[test]
    fn so_is_what_only_one_deal_is_about() {
        let [signer, scope, pau, mint, prime] = std::array::from_fn(|_| Pubkey::new_unique());
        let at = FacilityAddresses { facility: signer, scope, pau, mint, token_program: mint };
        let govops = Configurer::govops(&signer, &scope, &pau);
        let terms = halo_sdk::facility::state::AccordTerms {
            terms_hash: [7; 32],
            payout_cap: 3,
            min_amount: 1,
            max_amount: 2,
            rank: 0,
            share_book: false,
            grace_days: 0,
            expires_at: 1,
        };
        let accord = vec![("facility", signer), ("accord", addresses::accord(&signer, &prime, &[7; 32]))];
        let book = at.book(4);
        let remint =
            nfat_ix::Remint { burnt_asset: mint, owner: prime, rent_payer: mint, permit_rent_payer: mint };
        let by = facility_ix::AccordParty::Configurer(&govops);
        let cases = [
            (facility_ix::propose_accord(&mint, &govops, &at, &prime, terms), accord.clone()),
            (facility_ix::cancel_accord(by, &at, &prime, &[7; 32], &mint), accord),
            (
                facility_ix::write_down(&signer, &prime, &at, &book, 5),
                vec![
                    ("facility", signer),
                    ("Book", book.book),
                    ("attestation", addresses::attestation(&book.book, 5)),
                ],
            ),
            (
                nfat_ix::remint(&mint, &govops, &at, &remint),
                vec![("burnt asset", mint), ("asset", remint.unit().asset), ("owner", prime)],
            ),
        ];
        for (instruction, expected) in cases {
            assert_eq!(named(&instruction), expected);
        }
    }

    #[test]
    fn what_moves_money_or_changes_nobodys_rights_is_not_administrative() {
        let operation = ix::execute_payload(
            &NOBODY,
            &NOBODY,
            1,
            0,
            &configurator::state::Payload::RegisterPau { pau: NOBODY },
        );
        assert!(find(&operation).is_none(), "anyone executes");
        assert!(find(&ix::close_operation(&NOBODY, &NOBODY, 1)).is_none());
        let charge = pau_ix::available_limit(&NOBODY);
        assert!(find(&charge).is_none());
        assert!(decode::<configurator::instruction::Execute>(&operation, &configurator::ID).is_some());
    }
}
