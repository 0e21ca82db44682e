// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ERC-5192: Minimal Soulbound NFTs
/// @dev OpenZeppelin ships no such interface; this is the standard's. The ERC-165 identifier is 0xb45a3c0e.
interface IERC5192 {
    event Locked(uint256 tokenId);
    event Unlocked(uint256 tokenId);

    /// @notice Whether the title is bound to its owner; reverts when there is no title.
    function locked(uint256 tokenId) external view returns (bool);
}
