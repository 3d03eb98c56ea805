//! Mutations that make no difference, and why that is right. An entry that covers no cell fails the matrix.

use halo_tests::matrix::golden::{Accepted, FORGED};

const fn accept(
    stage: &'static str,
    account: &'static str,
    mutation: &'static str,
    reason: &'static str,
) -> Accepted {
    Accepted { stage, account, mutation, reason }
}

const FIRST_COMER: &str =
    "anybody may create one; who signs is written into it, under an address of the fresh key";
const OWN_CHOICE: &str = "the account names what is acted on, and the signer has the right over this one too";
const ANYWHERE: &str = "the owner of the money says where it goes; the token program checks the mint";
const EITHER: &str = "each of them may do this";
const NO_RECORD: &str =
    "the scope itself names council, mom and freezer: they need no record, and none is read";
const DUE_TOO: &str = "it changes the scope as well, and is due";
const VIEW: &str = "a view of the account that is named";
const SELF_CALL: &str =
    "events go to the program's own id; the left-out account has brought it into the instruction";
const BOUND: &str = "a record names the address; what is there cannot change its owner or its data";
const HEAD: &str = "of an asset only the head is read: kind, owner and collection";
const ADDRESS: &str = "only its address is compared, with the one that the asset names";
const ANYBODY: &str = "anybody may do this";
const AT_THE_END: &str = "bound by address; read and changed only when the last payment has come";
const ONLY_BURNING: &str =
    "needed by a redemption alone, which burns the asset; other payments do not read it";
const UNREAD: &str = "bound by address and type and its content not read; a program's account never shrinks";

pub const ACCEPTED: &[Accepted] = &[
    accept("*", "payer", "signed by *", "whoever signs may pay the rent"),
    accept("*", "*", "prefunded", "lamports sent ahead to an address must not stop its creation"),
    accept("*", "(instruction)", "one account more", "no instruction reads an account beyond its own"),
    accept("configurator.initialize_scope", "council", "signed by *", FIRST_COMER),
    accept("configurator.cancel", "actor", "signed by A's mom", EITHER),
    accept("configurator.cancel", "operation", "sibling A's *", OWN_CHOICE),
    accept("configurator.close_operation", "operation", "sibling A's *", OWN_CHOICE),
    accept("configurator.execute (parameters)", "operation", "sibling A's *", DUE_TOO),
    accept("configurator.execute (role)", "operation", "sibling A's *", DUE_TOO),
    accept("configurator.pause", "actor", "signed by A's council", EITHER),
    accept("configurator.pause", "actor", "signed by A's mom", EITHER),
    accept("configurator.unregister_pau", "actor", "signed by A's council", EITHER),
    accept("configurator.remove_init", "actor", "signed by A's council", EITHER),
    accept("configurator.remove_init", "init", "sibling A's *", OWN_CHOICE),
    accept("configurator.revoke_cbeam", "actor", "signed by A's council", EITHER),
    accept("configurator.set_rate_limit*", "limit", "sibling A's *", OWN_CHOICE),
    accept("configurator.set_rate_limit (conserver)", "limit", "sibling B's *", OWN_CHOICE),
    accept("configurator.remove_rate_limit*", "limit", "sibling A's *", OWN_CHOICE),
    accept("configurator.remove_rate_limit (conserver)", "limit", "sibling B's *", OWN_CHOICE),
    accept("configurator.pause_rate_limit*", "limit", "sibling A's *", OWN_CHOICE),
    accept("configurator.pause_rate_limit (conserver)", "limit", "sibling B's *", OWN_CHOICE),
    accept("configurator.remove_controller*", "controller", "sibling A's *", OWN_CHOICE),
    accept("configurator.remove_controller (conserver)", "controller", "sibling B's *", OWN_CHOICE),
    accept("configurator.*", "guardian", "signed by A's council", NO_RECORD),
    accept("configurator.*", "guardian", "signed by A's mom", NO_RECORD),
    accept("configurator.*", "guardian", "signed by B's council", NO_RECORD),
    accept("configurator.*", "guardian", "signed by B's mom", NO_RECORD),
    accept("configurator.freeze_pau*", "guardian", "signed by A's scope freezer", NO_RECORD),
    accept("configurator.pause_rate_limit*", "guardian", "signed by A's scope freezer", NO_RECORD),
    accept("configurator.grant_beam (govops)", "granter", "signed by A's council", NO_RECORD),
    accept("configurator.grant_beam (conserver)", "granter", "signed by B's council", NO_RECORD),
    accept(
        "configurator.grant_beam (operations)",
        "pau",
        "sibling A's frozen PAU",
        "the council may grant under every PAU of its scope; the Beam is void under any other",
    ),
    accept("configurator.revoke_beam*", "actor", "signed by A's council", NO_RECORD),
    accept("configurator.revoke_beam*", "actor", "signed by A's mom", NO_RECORD),
    accept("configurator.revoke_beam (conserver)", "actor", "signed by B's council", NO_RECORD),
    accept("configurator.revoke_beam (conserver)", "actor", "signed by B's mom", NO_RECORD),
    accept("configurator.revoke_beam", "beam", "sibling *", OWN_CHOICE),
    accept("configurator.*", "program", "program *", SELF_CALL),
    accept("pau.remove_rate_limit", "limit", "sibling keys' *", OWN_CHOICE),
    accept("pau.set_rate_limit", "limit", "sibling keys' *", OWN_CHOICE),
    accept("pau.release_vault", "vault", "sibling keys' *", OWN_CHOICE),
    accept("pau.remove_controller", "controller", "sibling keys' *", OWN_CHOICE),
    accept("pau.set_freezer", "pau", "sibling keys' *", OWN_CHOICE),
    accept("pau.set_relayer", "pau", "sibling keys' *", OWN_CHOICE),
    accept("pau.advance_epoch", "pau", "sibling keys' *", OWN_CHOICE),
    accept("pau.remove_relayer", "pau", "sibling keys' *", OWN_CHOICE),
    accept("pau.freeze", "pau", "sibling keys' *", OWN_CHOICE),
    accept("pau.pause_rate_limit", "limit", "sibling keys' *", OWN_CHOICE),
    accept(
        "pau.pause_rate_limit",
        "guardian",
        "signed by keys' administrator",
        "the administrator is a guardian too",
    ),
    accept("pau.freeze", "guardian", "signed by keys' administrator", "the administrator is a guardian too"),
    accept(
        "pau.remove_relayer",
        "guardian",
        "signed by keys' administrator",
        "the administrator is a guardian too",
    ),
    accept("facility.clear_halt", "facility", "sibling A's *", OWN_CHOICE),
    accept("facility.set_halt", "facility", "sibling A's *", OWN_CHOICE),
    accept("facility.set_halt", "guardian", "signed by A's mom", EITHER),
    accept("facility.set_halt", "guardian", "signed by A's scope freezer", EITHER),
    accept("facility.halt_book", "guardian", "signed by A's council", EITHER),
    accept("facility.halt_book", "guardian", "signed by A's scope freezer", EITHER),
    accept("facility.halt_book*", "book", "sibling A's *", OWN_CHOICE),
    accept("facility.clear_book_halt", "book", "sibling A's *", OWN_CHOICE),
    accept("facility.set_prime*", "approval", "sibling A's *", OWN_CHOICE),
    accept("facility.set_prime (conserver)", "approval", "sibling B's *", OWN_CHOICE),
    accept("facility.set_prime (end)", "pau", "truncated", UNREAD),
    accept("facility.set_prime (conserver)", "pau", "truncated", UNREAD),
    accept("facility.*", "program", "program *", SELF_CALL),
    accept(
        "nfat.initialize_collection",
        "mint",
        "sibling B's mint",
        "the facility says in what its NFATs are paid; the facility program passes its own asset",
    ),
    accept("nfat.mint", "depositor", "instead *", "the facility says who receives the NFAT"),
    accept("facility.withdraw", "destination", "sibling *", ANYWHERE),
    accept("nfat.redeem", "destination", "sibling *", ANYWHERE),
    accept("nfat.spend", "destination", "sibling *", ANYWHERE),
    accept("nfat.claim_interest", "destination", "sibling *", ANYWHERE),
    accept("nfat.spend", "collection", FORGED, ADDRESS),
    accept("nfat.claim_interest", "collection", FORGED, ADDRESS),
    accept("pau.draw", "destination", "sibling *", "the controller says where a draw on its own limit goes"),
    accept("pau.available_limit", "limit", "sibling *", VIEW),
    accept("facility.queue_balance", "position", "sibling A's position of Prime Y", VIEW),
    accept("nfat.unit_state", "nfat", "sibling *", VIEW),
    accept(
        "nfat.assert_unit",
        "nfat",
        "sibling B's NFAT of the unwinding Book",
        "it is in the state asserted",
    ),
    accept("facility.begin_unwinding", "book", "sibling A's *", OWN_CHOICE),
    accept("facility.cancel_accord*", "accord", "sibling A's *", OWN_CHOICE),
    accept("facility.cancel_accord (govops)", "party", "signed by A's Prime X", EITHER),
    accept("facility.cancel_accord (conserver)", "party", "signed by B's Prime X", EITHER),
    accept("facility.cancel_accord*", "pau", "truncated", UNREAD),
    accept("facility.check_*", "*token_account", FORGED, BOUND),
    accept("facility.collect_unit*", "asset", "truncated", HEAD),
    accept("facility.collect_unit*", "collection", FORGED, ADDRESS),
    accept("facility.collect_unit*", "core_program", "program *", ONLY_BURNING),
    accept("facility.collect_unit*", "nfat_rent_payer", "instead *", ONLY_BURNING),
    accept("facility.hold_unit", "asset", "truncated", HEAD),
    accept("facility.hold_unit", "collection", FORGED, ADDRESS),
    accept("facility.hold_unit", "mint", FORGED, BOUND),
    accept("nfat.*", "asset", "truncated", HEAD),
    accept("nfat.admit_receiver", "(instruction)", "sent twice", "an admission is renewed by the same words"),
    accept("nfat.declare_default", "actor", "signed by *", ANYBODY),
    accept("nfat.reveal", "actor", "signed by *", ANYBODY),
    accept(
        "nfat.reveal",
        "nfat",
        "sibling *",
        "a unit on the very same terms: they are shown of any such unit",
    ),
    accept("nfat.fulfil_*", "book", "of another type", BOUND),
    accept("nfat.write_down", "book", "of another type", BOUND),
    accept("nfat.push_payment*", "collection", FORGED, ADDRESS),
    accept(
        "nfat.remint*",
        "former_asset",
        "emptied",
        "what Core leaves once it has taken back the rent of a burnt asset",
    ),
    accept("nfat.remint*", "former_asset", "truncated", "one byte, of which nothing is left: as emptied"),
    accept("nfat.remint*", "former_asset", "zeroed", "it is what a burn leaves"),
    accept("nfat.remint (conserver)", "program", "program *", SELF_CALL),
    accept("nfat.remove_receiver", "entry", "sibling A's *", OWN_CHOICE),
    accept("nfat.transfer", "entry", "instead *", "read only while receivers are admitted"),
    accept("nfat.transfer", "entry", "left out", "read only while receivers are admitted"),
    accept("nfat.transfer", "receiver", "instead *", "the holder says who gets the NFAT"),
    accept("wrapper.burn_fractions*", "destination", "sibling *", ANYWHERE),
    accept("wrapper.claim_rewards*", "destination", "sibling *", ANYWHERE),
    accept("wrapper.close_wrapper", "destination", "sibling *", ANYWHERE),
    accept("wrapper.unwrap*", "destination", "sibling *", ANYWHERE),
    accept("wrapper.unstake", "destination", "sibling *", ANYWHERE),
    accept("wrapper.claim_rewards", "escrow", FORGED, AT_THE_END),
    accept("wrapper.claim_rewards", "fraction_mint", FORGED, AT_THE_END),
    accept("wrapper.c*", "fraction_mint", FORGED, BOUND),
    accept("wrapper.collect*", "asset", "truncated", HEAD),
    accept("wrapper.collect*", "collection", FORGED, ADDRESS),
    accept("wrapper.collect*", "core_program", "program *", ONLY_BURNING),
    accept("wrapper.collect*", "rent_payer", "instead *", ONLY_BURNING),
    accept("wrapper.open_wrapper*", "asset", "truncated", HEAD),
    accept("wrapper.open_wrapper*", "collection", FORGED, ADDRESS),
    accept("wrapper.stake", "(instruction)", "sent twice", "the second time adds to the stake"),
    accept("wrapper.unwrap", "program", "program *", SELF_CALL),
    accept("wrapper.wrap", "program", "program *", SELF_CALL),
    accept("pau.open_vault", "program", "program *", SELF_CALL),
    accept("pau.open_vault (controller)", "program", "program *", SELF_CALL),
    accept("*", "mint", "owned by *", BOUND),
    accept("facility.close_book", "token_account", FORGED, BOUND),
    accept("pau.open_vault (controller)", "pau", "truncated", UNREAD),
    accept("pau.restore", "pau", "truncated", UNREAD),
    accept("nfat.fund", "book", "of another type", BOUND),
];

/// Accepted by a Core that is older than 2026 alone.
pub const OLDER_CORE: &[Accepted] = &[
    accept("nfat.transfer*", "collection", "owned by *", BOUND),
    accept("wrapper.wrap*", "collection", "owned by *", BOUND),
    accept("wrapper.unwrap*", "collection", "owned by *", BOUND),
];
