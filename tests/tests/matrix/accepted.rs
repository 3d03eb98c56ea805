//! Mutations that make no difference, and why that is right. An entry that covers no cell fails the matrix.

use halo_tests::matrix::golden::Accepted;

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
const VIEW: &str = "a view of the account that is named";
const SELF_CALL: &str =
    "events go to the program's own id; the left-out account has brought it into the instruction";
const BOUND: &str = "a record names the address; what is there cannot change its owner or its data";
const UNREAD: &str = "bound by address and type and its content not read; a program's account never shrinks";

pub const ACCEPTED: &[Accepted] = &[
    accept("*", "payer", "signed by *", "whoever signs may pay the rent"),
    accept("*", "*", "prefunded", "lamports sent ahead to an address must not stop its creation"),
    accept("*", "(instruction)", "one account more", "no instruction reads an account beyond its own"),
    accept("configurator.initialize_scope", "council", "signed by *", FIRST_COMER),
    accept("pau.initialize_pau", "admin", "signed by *", FIRST_COMER),
    accept("configurator.revoke_beam", "beam", "sibling A's *", OWN_CHOICE),
    accept("pau.remove_controller", "controller", "sibling A's *", OWN_CHOICE),
    accept("pau.remove_rate_limit", "limit", "sibling A's *", OWN_CHOICE),
    accept("pau.set_rate_limit", "limit", "sibling A's *", OWN_CHOICE),
    accept("pau.set_freezer", "pau", "sibling A's frozen PAU", OWN_CHOICE),
    accept("pau.set_relayer", "pau", "sibling A's frozen PAU", OWN_CHOICE),
    accept("pau.freeze", "guardian", "signed by A's administrator", "the administrator is a guardian too"),
    accept(
        "pau.remove_relayer",
        "guardian",
        "signed by A's administrator",
        "the administrator is a guardian too",
    ),
    accept("pau.release_vault", "vault", "sibling A's *", OWN_CHOICE),
    accept("facility.clear_halt", "facility", "sibling A's *", OWN_CHOICE),
    accept("facility.set_halt", "facility", "sibling A's *", OWN_CHOICE),
    accept("facility.set_buybox", "facility", "sibling A's *", OWN_CHOICE),
    accept("facility.set_prime", "approval", "sibling A's *", OWN_CHOICE),
    accept("facility.initialize_facility", "pau", "sibling A's *", OWN_CHOICE),
    accept(
        "facility.initialize_facility",
        "scope",
        "sibling B's scope",
        "a facility may obey any scope: it gives that council rights and takes none",
    ),
    accept(
        "nfat.initialize_collection",
        "mint",
        "sibling B's mint",
        "the facility says in what its NFATs are paid; the facility program passes its own asset",
    ),
    accept("nfat.mint", "depositor", "instead *", "the facility says who receives the NFAT"),
    accept("facility.withdraw", "destination", "sibling *", ANYWHERE),
    accept("nfat.redeem", "destination", "sibling *", ANYWHERE),
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
    accept("facility.set_halt", "program", "program *", SELF_CALL),
    accept("pau.open_vault", "program", "program *", SELF_CALL),
    accept("*", "mint", "owned by *", BOUND),
    accept("facility.close_book", "token_account", "owned by *", BOUND),
    accept("facility.close_book", "token_account", "truncated", BOUND),
    accept("facility.close_book", "token_account", "zeroed", BOUND),
    accept("facility.open_book", "pau", "truncated", UNREAD),
    accept("facility.set_halt (warden)", "pau", "truncated", UNREAD),
    accept("pau.open_vault (controller)", "pau", "truncated", UNREAD),
    accept("pau.restore", "pau", "truncated", UNREAD),
    accept("nfat.fund", "book", "of another type", BOUND),
    accept("nfat.fund", "book", "zeroed", BOUND),
];
