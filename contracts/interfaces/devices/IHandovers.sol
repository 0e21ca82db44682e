// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeviceId} from "../../types/Ids.sol";
import {IOwnerSigned} from "../IOwnerSigned.sol";

/// @title Handovers: from one owner to the next
/// @notice A title moves only with two consents: the owner offers it to a one-time key, and the recipient, to whom the
/// owner gave that key as a link or QR code, accepts. So a recipient needs no wallet when the offer is made, and nobody
/// can be given a device that he did not want.
interface IHandovers {
    /// One slot.
    struct Offer {
        address key; // one-time key, or the recipient's own address
        uint16 epoch; // of the title that is offered
        uint48 until; // Unix time
    }

    event HandoverOffered(DeviceId indexed deviceId, address indexed owner, address indexed key, uint48 until);
    event HandoverTakenBack(DeviceId indexed deviceId, address indexed owner);

    error DevicesNotTransferable(DeviceId deviceId, uint8 flags);
    error DevicesInvalidOffer();
    error DevicesNoOffer(DeviceId deviceId);
    error DevicesWrongHandoverKey(DeviceId deviceId);

    /// @notice Offers the title to whoever holds the key, in place of an earlier offer. Not while the title is
    /// provisional, contested, stolen or retired.
    /// @param until Unix time, in the future.
    function offerHandover(DeviceId deviceId, address key, uint48 until, IOwnerSigned.Signed calldata signed) external;

    /// @notice Takes the offer back.
    function takeBackHandover(DeviceId deviceId, IOwnerSigned.Signed calldata signed) external;

    /// @notice Makes `recipient` the owner, who consents by sending or by `signed`.
    /// @param keySignature By the one-time key over Handover(deviceId, recipient, epoch), so that nobody who sees the
    /// transaction can take the device instead; empty when the offer is to the recipient's own address.
    function acceptHandover(
        DeviceId deviceId,
        address recipient,
        bytes calldata keySignature,
        IOwnerSigned.Signed calldata signed
    ) external;

    /// @notice The offer in force; all zero when there is none.
    function offer(DeviceId deviceId) external view returns (Offer memory);
}
