//! The innermost loops of comparing meanings, in the shape compilers turn into multiply-and-add instructions.

use super::meaning::WIDTH;

/// Numbers of a vector that are looked at first: the strongest.
const HEAD: usize = 64;

/// The sum of the products of a range of numbers. Whole numbers, so the order of the sums changes nothing as long as all of them fit.
#[inline]
fn dot_of<const FROM: usize, const TO: usize>(a: &[i16; WIDTH], b: &[i16; WIDTH]) -> i32 {
    let (mut sum, mut at) = (0_i32, FROM);
    // A counted loop over arrays of known length, because iterators hide the length from some builds.
    while at < TO {
        sum = sum.wrapping_add(i32::from(a[at]) * i32::from(b[at]));
        at += 1;
    }
    sum
}

/// The sum of all products.
pub fn dot(a: &[i16; WIDTH], b: &[i16; WIDTH]) -> i32 {
    dot_of::<0, WIDTH>(a, b)
}

/// How long the rest of a vector behind its head is, rounded up.
pub fn tail(a: &[i16; WIDTH]) -> i32 {
    let square = dot_of::<HEAD, WIDTH>(a, a);
    i32::try_from(square.unsigned_abs().isqrt()).unwrap_or(i32::MAX).saturating_add(1)
}

/// The sum of all products, or `None` when it cannot be more than `least`: the tails of two vectors add no more than their lengths
/// multiplied (Cauchy-Schwarz).
pub fn dot_above(a: &[i16; WIDTH], b: &[i16; WIDTH], tails: (i32, i32), least: i64) -> Option<i32> {
    let head = dot_of::<0, HEAD>(a, b);
    let most = i64::from(head) + i64::from(tails.0) * i64::from(tails.1);
    (most > least).then(|| head.wrapping_add(dot_of::<HEAD, WIDTH>(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(step: usize, most: usize) -> [i16; WIDTH] {
        std::array::from_fn(|n| i16::try_from(n * step % most).unwrap() - i16::try_from(most / 2).unwrap())
    }

    #[test]
    fn it_is_the_plain_sum() {
        let (a, b) = (vector(37, 2001), vector(91, 1603));
        let plain: i32 = a.iter().zip(&b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        assert_eq!(dot(&a, &b), plain);
        let tails = (tail(&a), tail(&b));
        assert_eq!(dot_above(&a, &b, tails, i64::from(plain) - 1), Some(plain));
        assert_eq!(dot_above(&a, &b, tails, i64::MAX), None);
    }

    #[test]
    fn nothing_above_is_missed() {
        for step in 1..200 {
            let (a, b) = (vector(step, 1501), vector(step * 7 + 3, 1203));
            let (whole, tails) = (dot(&a, &b), (tail(&a), tail(&b)));
            for least in [-100_000_000, 0, i64::from(whole) - 1] {
                if i64::from(whole) > least {
                    assert_eq!(dot_above(&a, &b, tails, least), Some(whole));
                }
            }
        }
    }
}
