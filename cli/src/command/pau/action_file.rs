//! An action as a file has it: which program, which accounts, how the data starts.

use crate::{args::address, deal};
use anyhow::{bail, Context, Result};
use halo_sdk::pau::state::{AccountRole, AccountRule, ActionSpec};
use serde::Deserialize;
use std::path::Path;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionFile {
    program: String,
    accounts: Vec<RuleFile>,
    /// Hexadecimal.
    data_prefix: String,
    #[serde(default)]
    one_shot: bool,
}

/// `account` and `mint` name what is pinned and whose vault it is; the other two roles name nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    role: Role,
    #[serde(default)]
    account: Option<String>,
    #[serde(default)]
    mint: Option<String>,
    #[serde(default)]
    writable: bool,
    #[serde(default)]
    signer: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    Pinned,
    Proxy,
    Relayer,
    Vault,
}

/// Reads an action that governance may approve.
pub fn read(path: &Path) -> Result<ActionSpec> {
    let file: ActionFile = deal::read(path)?;
    let accounts = file.accounts.iter().enumerate();
    let rules = accounts.map(|(place, rule)| rule.rule().with_context(|| format!("account {place}")));
    let spec = ActionSpec {
        program: address(&file.program)?,
        accounts: rules.collect::<Result<_>>()?,
        data_prefix: bytes(&file.data_prefix)?,
        one_shot: file.one_shot,
    };
    match spec.validate() {
        Ok(()) => Ok(spec),
        Err(refusal) => bail!("{} can be no action: {refusal}", path.display()),
    }
}

/// Bytes in hexadecimal.
pub fn bytes(text: &str) -> Result<Vec<u8>> {
    let expected = || format!("expected pairs of hexadecimal digits, came {text:?}");
    if !text.bytes().all(|digit| digit.is_ascii_hexdigit()) || !text.len().is_multiple_of(2) {
        bail!("{}", expected());
    }
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair| Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?);
    pairs.map(byte).collect::<Result<_>>().with_context(expected)
}

impl RuleFile {
    fn rule(&self) -> Result<AccountRule> {
        let role = match (self.role, &self.account, &self.mint) {
            (Role::Pinned, Some(account), None) => AccountRole::Pinned(address(account)?),
            (Role::Vault, None, Some(mint)) => AccountRole::Vault(address(mint)?),
            (Role::Proxy, None, None) => AccountRole::Proxy,
            (Role::Relayer, None, None) => AccountRole::Relayer,
            _ => bail!(
                "expected `account` with the role pinned, `mint` with the role vault and neither with proxy and \
                 relayer, came {self:?}"
            ),
        };
        Ok(AccountRule { role, writable: self.writable, signer: self.signer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_pairs_of_digits() {
        assert_eq!(bytes("03Ff00").unwrap(), [3, 255, 0]);
        assert_eq!(bytes("").unwrap(), [0_u8; 0]);
        for wrong in ["0", "0g", "+1", "ä"] {
            assert!(bytes(wrong).unwrap_err().to_string().contains("hexadecimal"), "{wrong}");
        }
    }

    #[test]
    fn a_role_takes_what_it_names_and_nothing_else() {
        let key = "11111111111111111111111111111111";
        let rule = |text: &str| serde_json::from_str::<RuleFile>(text).unwrap().rule();
        let pinned =
            rule(&format!(r#"{{ "role": "pinned", "account": "{key}", "writable": true }}"#)).unwrap();
        assert_eq!(
            pinned,
            AccountRule { role: AccountRole::Pinned(address(key).unwrap()), writable: true, signer: false }
        );
        let proxy = rule(r#"{ "role": "proxy", "signer": true }"#).unwrap();
        assert_eq!(proxy, AccountRule { role: AccountRole::Proxy, writable: false, signer: true });
        for wrong in [
            r#"{ "role": "pinned" }"#,
            r#"{ "role": "vault", "account": "x" }"#,
            r#"{ "role": "proxy", "mint": "x" }"#,
        ] {
            assert!(rule(wrong).unwrap_err().to_string().contains("came RuleFile"), "{wrong}");
        }
    }
}
