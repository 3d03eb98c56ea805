//! The plugins of an account: a header right after the asset or collection, the plugins, and at the end the
//! registry that says where each one lies and whose it is.

use borsh::BorshSerialize;
use mpl_core::{
    accounts::{PluginHeaderV1, PluginRegistryV1},
    errors::MplCoreError,
    types::{Key, Plugin, PluginAuthority, PluginType, RegistryRecord},
};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult, program_error::ProgramError};

use crate::{
    plugin_kind::{ensure_supported, manager},
    rent::RentPayer,
    scope, storage,
};

pub struct PluginTable {
    /// Where the header lies: the length of the asset or collection.
    start: usize,
    header: PluginHeaderV1,
    registry: PluginRegistryV1,
}

impl PluginTable {
    /// The table of an account whose asset or collection takes `start` bytes, if it has one.
    pub fn load(account: &AccountInfo, start: usize) -> Result<Option<Self>, ProgramError> {
        if start == account.data_len() {
            return Ok(None);
        }
        let header: PluginHeaderV1 = storage::load(account, start)?;
        let registry: PluginRegistryV1 = storage::load(account, index(header.plugin_registry_offset)?)?;
        for record in &registry.registry {
            ensure_supported(&record.plugin_type)?;
        }
        if !registry.external_registry.is_empty() {
            return Err(scope::outside("an external plugin adapter"));
        }
        Ok(Some(Self { start, header, registry }))
    }

    /// An empty table.
    pub fn create<'info>(
        account: &AccountInfo<'info>,
        start: usize,
        payer: &RentPayer<'_, 'info>,
    ) -> Result<Self, ProgramError> {
        let mut header = PluginHeaderV1 { key: Key::PluginHeaderV1, plugin_registry_offset: 0 };
        let registry =
            PluginRegistryV1 { key: Key::PluginRegistryV1, registry: vec![], external_registry: vec![] };
        let registry_start = sum(start, size(&header)?)?;
        header.plugin_registry_offset = offset(registry_start)?;

        payer.resize(account, sum(registry_start, size(&registry)?)?)?;
        let table = Self { start, header, registry };
        table.save(account)?;
        Ok(table)
    }

    pub fn records(&self) -> &[RegistryRecord] {
        &self.registry.registry
    }

    pub fn record(&self, kind: &PluginType) -> Option<&RegistryRecord> {
        self.records().iter().find(|record| &record.plugin_type == kind)
    }

    pub fn read(account: &AccountInfo, record: &RegistryRecord) -> Result<Plugin, ProgramError> {
        storage::decode(account, index(record.offset)?)
    }

    /// Puts a plugin where the registry was and the registry, longer by one record, behind it.
    #[inline(never)]
    pub fn add<'info>(
        &mut self,
        account: &AccountInfo<'info>,
        payer: &RentPayer<'_, 'info>,
        plugin: &Plugin,
        authority: PluginAuthority,
    ) -> ProgramResult {
        let kind = PluginType::from(plugin);
        ensure_supported(&kind)?;
        if self.record(&kind).is_some() {
            return Err(MplCoreError::PluginAlreadyExists.into());
        }
        let at = self.header.plugin_registry_offset;
        let record = RegistryRecord { plugin_type: kind, authority, offset: at };
        let plugin_len = size(plugin)?;
        let grown = sum(sum(account.data_len(), plugin_len)?, size(&record)?)?;

        self.registry.registry.push(record);
        self.header.plugin_registry_offset = shift(at, 0, plugin_len)?;
        payer.resize(account, grown)?;
        storage::save(account, index(at)?, plugin)?;
        self.save(account)
    }

    /// Replaces the plugin of the same kind, moving what lies behind it if the length changes.
    #[inline(never)]
    pub fn replace<'info>(
        &mut self,
        account: &AccountInfo<'info>,
        payer: &RentPayer<'_, 'info>,
        plugin: &Plugin,
    ) -> ProgramResult {
        let record = self.record(&PluginType::from(plugin)).ok_or(MplCoreError::PluginNotFound)?;
        let (at, old_len, new_len) = (record.offset, size(&Self::read(account, record)?)?, size(plugin)?);
        let resized = difference(sum(account.data_len(), new_len)?, old_len)?;

        // Growing makes room first; shrinking cuts last.
        if new_len > old_len {
            payer.resize(account, resized)?;
        }
        self.close_gap(account, at, old_len, new_len)?;
        payer.resize(account, resized)?;
        storage::save(account, index(at)?, plugin)?;
        self.save(account)
    }

    /// Takes a plugin and its record out.
    #[inline(never)]
    pub fn remove<'info>(
        &mut self,
        account: &AccountInfo<'info>,
        payer: &RentPayer<'_, 'info>,
        kind: &PluginType,
    ) -> ProgramResult {
        let position = self
            .records()
            .iter()
            .position(|record| &record.plugin_type == kind)
            .ok_or(MplCoreError::PluginNotFound)?;
        let record = self.registry.registry.remove(position);
        let plugin_len = size(&Self::read(account, &record)?)?;
        let shrunk = difference(account.data_len(), sum(plugin_len, size(&record)?)?)?;

        self.close_gap(account, record.offset, plugin_len, 0)?;
        self.save(account)?;
        payer.resize(account, shrunk)
    }

    /// After a transfer the new owner holds every owner-managed plugin. Core shortens the registry in place: the
    /// account keeps its size, and the bytes behind the shorter registry stay as they were.
    pub fn reset_owner_managed(&mut self, account: &AccountInfo) -> ProgramResult {
        for record in &mut self.registry.registry {
            if manager(&record.plugin_type) == PluginAuthority::Owner {
                record.authority = PluginAuthority::Owner;
            }
        }
        storage::save(account, index(self.header.plugin_registry_offset)?, &self.registry)
    }

    /// Moves the plugins behind a plugin at `at` as its length goes from `old_len` to `new_len`, and their offsets
    /// and the registry's with them.
    fn close_gap(&mut self, account: &AccountInfo, at: u64, old_len: usize, new_len: usize) -> ProgramResult {
        let registry_start = self.header.plugin_registry_offset;
        let behind = index(shift(at, 0, old_len)?)?..index(registry_start)?;
        let target = index(shift(at, 0, new_len)?)?;
        account.try_borrow_mut_data()?.copy_within(behind, target);

        self.header.plugin_registry_offset = shift(registry_start, old_len, new_len)?;
        for record in self.registry.registry.iter_mut().filter(|record| record.offset > at) {
            record.offset = shift(record.offset, old_len, new_len)?;
        }
        Ok(())
    }

    fn save(&self, account: &AccountInfo) -> ProgramResult {
        storage::save(account, self.start, &self.header)?;
        storage::save(account, index(self.header.plugin_registry_offset)?, &self.registry)
    }
}

fn size<T: BorshSerialize>(value: &T) -> Result<usize, ProgramError> {
    borsh::object_length(value).map_err(|_| MplCoreError::SerializationError.into())
}

fn index(offset: u64) -> Result<usize, ProgramError> {
    usize::try_from(offset).map_err(|_| MplCoreError::NumericalOverflow.into())
}

fn offset(index: usize) -> Result<u64, ProgramError> {
    u64::try_from(index).map_err(|_| MplCoreError::NumericalOverflow.into())
}

fn sum(a: usize, b: usize) -> Result<usize, ProgramError> {
    a.checked_add(b).ok_or(MplCoreError::NumericalOverflow.into())
}

fn difference(a: usize, b: usize) -> Result<usize, ProgramError> {
    a.checked_sub(b).ok_or(MplCoreError::NumericalOverflow.into())
}

/// Where something at `position` lands when what lies before it goes from `old_len` to `new_len`.
fn shift(position: u64, old_len: usize, new_len: usize) -> Result<u64, ProgramError> {
    offset(difference(sum(index(position)?, new_len)?, old_len)?)
}
