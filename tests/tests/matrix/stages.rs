//! Every instruction of every program, as it succeeds in the cast's world.

mod configurator;
mod facility;
pub mod nfat;
pub mod pau;
mod wrapper;

use super::cast::Cast;
use halo_tests::matrix::Stage;

pub async fn all(cast: &Cast) -> Vec<Stage> {
    let mut stages = configurator::stages(cast).await;
    stages.extend(pau::stages(cast));
    stages.extend(facility::stages(cast).await);
    stages.extend(nfat::stages(cast));
    stages.extend(wrapper::stages(cast));
    stages
}
