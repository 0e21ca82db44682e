// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Tries many calls in one, for the tests of forgeries. Never deployed.
contract Forger {
    /// @return answers For each call what its refusal began with; zero when it was accepted.
    function attempt(address target, bytes[] calldata calls) external returns (bytes4[] memory answers) {
        answers = new bytes4[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            // solhint-disable-next-line avoid-low-level-calls
            (bool accepted, bytes memory answer) = target.call(calls[i]);
            if (!accepted) answers[i] = answer.length < 4 ? bytes4(0xffffffff) : bytes4(answer);
        }
    }
}
