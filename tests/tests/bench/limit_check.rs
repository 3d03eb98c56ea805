//! What a rate limit adds to an instruction: loading its account, refilling, charging and recording it.

use halo_sdk::cluster::Cluster;
use halo_tests::{
    chain::Light,
    world::{World, START},
};

/// Charges that are measured at once, so that the program's own beginning cancels out.
const MANY: u8 = 17;

/// Compute units of one more limit check.
pub async fn marginal() -> u64 {
    let cluster = Cluster::builder().unix_time(START).halo().program(hostile::ID, "hostile");
    let world = World::new(Light(cluster.build().expect("programs are built"))).await;
    let mut units = [0; 2];
    for (units, times) in units.iter_mut().zip([1, MANY]) {
        let meter = hostile::meter_instruction(world.facility.claim_limit(), times);
        *units = world.ok(&[meter], &[]).await.units_consumed;
    }
    let [one, many] = units;
    (many - one).div_ceil(u64::from(MANY - 1))
}
