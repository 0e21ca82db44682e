// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The check digit of a GTIN-14 (GS1 General Specifications, 7.9): digits weighted 3,1 from the right, summed
/// without the check digit, topped up to a multiple of ten. Twin: `lib/domain/gtin.ts`.
library Gtin {
    uint64 private constant END = 10 ** 14;

    function isValid(uint64 gtin) internal pure returns (bool) {
        if (gtin == 0 || gtin >= END) return false;
        uint256 sum = 0;
        uint256 weight = 1;
        for (uint64 rest = gtin; rest != 0; rest /= 10) {
            sum += (rest % 10) * weight;
            weight = 4 - weight;
        }
        return sum % 10 == 0;
    }
}
