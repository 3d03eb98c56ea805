//! Every instruction of every program, as it succeeds in the cast's world.

mod amm;
mod configurator;
mod facility;
mod lcts;
pub mod nfat;
pub mod pau;
mod psm;
mod wrapper;

use super::cast::Cast;
use halo_tests::matrix::Stage;

pub async fn all(cast: &Cast) -> Vec<Stage> {
    let mut stages = configurator::stages(cast).await;
    stages.extend(pau::stages(cast));
    stages.extend(facility::stages(cast).await);
    stages.extend(nfat::stages(cast));
    stages.extend(wrapper::stages(cast));
    stages.extend(lcts::stages(cast).await);
    stages.extend(psm::stages(cast));
    stages.extend(amm::stages(cast).await);
    stages
}
