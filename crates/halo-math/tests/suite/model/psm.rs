//! What a savings token is worth, as a rational.

use super::ratio::{floor_u64, int, product_over};
use halo_math::{PegDecimals, PegRate, MAX_SSR, RAY};
use num_bigint::BigInt;
use num_rational::BigRational;

/// A number of ray as what it stands for.
pub fn of_ray(value: u128) -> BigRational {
    product_over(value, 1, RAY)
}

/// Binary digits behind the point of [`power`]: far more than a ray has.
const DIGITS: u32 = 384;

/// `base^exponent` for a base of ray. An exact power of so many seconds would fill gigabytes: each multiplication drops
/// what is behind the last of its [`DIGITS`].
pub fn power(base: u128, exponent: u64) -> BigRational {
    let one = BigInt::from(1_u8) << DIGITS;
    let base: BigInt = (&one * base) / RAY;
    let mut result = one.clone();
    for bit in (0..u64::BITS - exponent.leading_zeros()).rev() {
        result = (&result * &result) >> DIGITS;
        if exponent >> bit & 1 == 1 {
            result = (result * &base) >> DIGITS;
        }
    }
    BigRational::new(result, one)
}

/// Savings tokens for `amount` stable ones, before any rounding.
pub fn savings_for(decimals: PegDecimals, amount: u64, chi: u128) -> BigRational {
    scaled(amount, decimals.stable, decimals.savings) / of_ray(chi)
}

/// Stable tokens for `amount` savings ones, before any rounding.
pub fn stable_for(decimals: PegDecimals, amount: u64, chi: u128) -> BigRational {
    scaled(amount, decimals.savings, decimals.stable) * of_ray(chi)
}

fn scaled(amount: u64, from: u8, to: u8) -> BigRational {
    let ten = |decimals: u8| BigInt::from(10).pow(decimals.into());
    product_over(amount, ten(to), ten(from))
}

/// Both ways a conversion is the exact one rounded down, and refused only when that does not fit. Nobody gets out of a
/// round trip more than went in, and no more is lost than two roundings.
pub fn assert_conversions(decimals: PegDecimals, amount: u64, chi: u128) {
    let savings = decimals.savings_for(amount, chi).ok();
    assert_eq!(savings, floor_u64(&savings_for(decimals, amount, chi)));
    let stable = decimals.stable_for(amount, chi).ok();
    assert_eq!(stable, floor_u64(&stable_for(decimals, amount, chi)));
    if let Some(savings) = savings {
        let back = decimals.stable_for(savings, chi).expect("at most what went in");
        assert!(back <= amount);
        assert!(int(amount - back) < stable_for(decimals, 1, chi) + int(1));
    }
    if let Some(stable) = stable {
        let back = decimals.savings_for(stable, chi).expect("at most what went in");
        assert!(back <= amount);
        assert!(int(amount - back) < savings_for(decimals, 1, chi) + int(1));
    }
}

/// A rate is off the exact power by less than a digit of ray for each second, times what it has grown to; or it has left
/// its range.
pub fn assert_growth(ssr: u128, seconds: u64) {
    let now = seconds.try_into().expect("a time");
    let exact = power(ssr, seconds);
    let Ok(chi) = PegRate::new(ssr, MAX_SSR, 0).expect("a rate in bounds").chi_at(now) else {
        assert!(exact > of_ray(u128::MAX) * product_over(999, 1, 1_000), "{seconds} seconds of {ssr}");
        return;
    };
    let chi = of_ray(chi);
    let off = if exact > chi { &exact - &chi } else { &chi - &exact };
    assert!(off <= product_over(seconds + 2, 1, RAY) * exact, "{seconds} seconds of {ssr}: {off}");
}
