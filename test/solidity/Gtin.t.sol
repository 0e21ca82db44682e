// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Gtin} from "../../contracts/libraries/Gtin.sol";
import {entry, vm} from "./Vm.sol";

contract GtinTest {
    uint64 private constant END = 10 ** 14;

    function test_GoldenVectors() external view {
        string memory json = vm.readFile("test/vectors/gtin.json");
        uint256 count = 0;
        for (; vm.keyExistsJson(json, entry("valid", count, "")); ++count) {
            require(Gtin.isValid(uint64(vm.parseJsonUint(json, entry("valid", count, "")))), "valid");
        }
        require(count == 7, "all valid ones");
        for (count = 0; vm.keyExistsJson(json, entry("invalid", count, "")); ++count) {
            require(!Gtin.isValid(uint64(vm.parseJsonUint(json, entry("invalid", count, "")))), "invalid");
        }
        require(count == 6, "all invalid ones");
    }

    function testFuzz_ExactlyOneCheckDigitIsRight(uint64 seed) external pure {
        uint64 digits = (seed % (END / 10 - 1)) + 1; // the first 13, not all zero
        uint256 valid = 0;
        for (uint64 check = 0; check < 10; ++check) {
            if (Gtin.isValid(digits * 10 + check)) {
                ++valid;
                require(check == _checkDigit(digits), "check digit");
            }
        }
        require(valid == 1, "one of ten");
    }

    function testFuzz_OneWrongDigitIsNoticed(uint64 seed, uint8 place, uint8 change) external pure {
        uint64 digits = (seed % (END / 10 - 1)) + 1;
        uint64 gtin = digits * 10 + _checkDigit(digits);
        uint64 weight = uint64(10 ** (place % 14));
        uint64 digit = (gtin / weight) % 10;
        uint64 wrong = (digit + 1 + (change % 9)) % 10;
        require(!Gtin.isValid(gtin - digit * weight + wrong * weight), "noticed");
    }

    function testFuzz_LongerNumbersAreRefused(uint64 gtin) external pure {
        vm.assume(gtin >= END);
        require(!Gtin.isValid(gtin), "15 digits or more");
    }

    /// From the left, as GS1 prints it: thirteen digits weighted 3, 1, 3, …
    function _checkDigit(uint64 digits) private pure returns (uint64) {
        uint64 sum = 0;
        for (uint256 place = 1; place <= 13; ++place) {
            sum += ((digits / uint64(10 ** (13 - place))) % 10) * (place % 2 == 1 ? 3 : 1);
        }
        return (10 - (sum % 10)) % 10;
    }
}
