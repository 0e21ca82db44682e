// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {DeviceId} from "../../types/Ids.sol";
import {Evidence, TitleCause} from "../../types/Kinds.sol";
import {IERC5192} from "../IERC5192.sol";
import {IOwnerSigned} from "../IOwnerSigned.sol";

/// @title Titles: who owns a unit
/// @notice Titles are readable as ERC-721 and locked (ERC-5192): they never move by transfer or approval, so that no
/// signature on a web page can take a device. A title is locked from its first moment, which `locked` answers; there is
/// no `Locked` event, as it would say nothing and cost every owner a thousand gas. What is recalled is announced as
/// changed metadata (ERC-4906).
interface ITitles is IOwnerSigned, IERC721Metadata, IERC4906, IERC5192 {
    /// A unit's record; all zero when unclaimed.
    struct Device {
        address owner;
        uint16 epoch; // rises at every change of owner, 1 after the first claim
        uint32 release; // sequence number stated last, 0 when none was stated
        Evidence evidence; // for `release`
        uint8 flags; // bits of `Flag`; `PROVISIONAL` only while it holds
        uint32 since; // Unix time, start of the day on which the present owner got the title
        uint32 stated; // Unix time of the last statement, rounded down to 256 seconds; 0 when there was none
    }

    event TitleMoved(
        DeviceId indexed deviceId,
        address indexed from,
        address indexed to,
        uint16 epoch,
        TitleCause cause
    );
    event StolenSet(DeviceId indexed deviceId, address indexed owner, bool stolen);
    event DeviceRetired(DeviceId indexed deviceId, address indexed owner);
    event RecallsBound(address recalls);
    event ContractURIUpdated(); // ERC-7572

    error DevicesInvalidOwner();
    error DevicesUnclaimed(uint256 tokenId);
    error DevicesTitleLocked();
    error DevicesNotRecalls(address account);
    error DevicesRetired(DeviceId deviceId);

    /// @notice Marks the unit as stolen, or as found again. A stolen unit cannot be handed over, and whoever tries to
    /// recover it by its box or by itself is vetoed in advance.
    function setStolen(DeviceId deviceId, bool stolen, Signed calldata signed) external;

    /// @notice States that the unit is out of use for good. The title stays, so that the unit goes on to be counted,
    /// and cannot be handed over any more.
    function retire(DeviceId deviceId, Signed calldata signed) external;

    /// @notice Names the contract that may announce recalled units. Once, by the deployer.
    function bindRecalls(address recalls) external;

    /// @notice Announces as changed (ERC-4906) what a recall reaches. Only the bound `Recalls`.
    function announce(uint256 fromTokenId, uint256 toTokenId) external;

    /// @notice The unit's record.
    function device(DeviceId deviceId) external view returns (Device memory);

    /// @notice Name and description of the collection as a data URI (ERC-7572).
    function contractURI() external view returns (string memory);
}
