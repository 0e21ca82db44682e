// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBatches} from "../interfaces/IBatches.sol";
import {IRecalls} from "../interfaces/IRecalls.sol";
import {IReports} from "../interfaces/IReports.sol";
import {IAnswers} from "../interfaces/recalls/IAnswers.sol";
import {BatchId, DeviceId, RecallId} from "../types/Ids.sol";

/// Finds out for tests what `Recalls` confirms only when it is shown: it tries every path that there is, and every
/// report that it is given. So no witness has to be believed. Never deployed.
contract Probe {
    uint256 private constant MAX_PATH = 8;
    uint8 private constant SWAPPED = 128;
    bytes1 private constant AFFECTED = 0x01;
    bytes1 private constant OPEN = 0x02;

    struct Shown {
        uint32 reportId;
        bytes32 word;
        bytes32[] proof;
    }

    struct Question {
        DeviceId deviceId;
        RecallId[] recallIds;
        Shown[] shown; // reports about the unit's batch
    }

    IBatches private immutable _batches;
    IReports private immutable _reports;
    IRecalls private immutable _recalls;

    constructor(IBatches batches, IReports reports, IRecalls recalls) {
        _batches = batches;
        _reports = reports;
        _recalls = recalls;
    }

    /// @return verdicts For each question a byte for each recall: bit 0 when some path affects the unit, bit 1 when by
    /// one of those it is not remedied.
    function answers(Question[] calldata questions) external view returns (bytes[] memory verdicts) {
        verdicts = new bytes[](questions.length);
        for (uint256 i = 0; i < questions.length; ++i) {
            verdicts[i] = new bytes(questions[i].recallIds.length);
            _try(questions[i], "", questions[i].deviceId.batch(), verdicts[i]);
        }
    }

    function _try(Question calldata question, bytes memory path, BatchId inside, bytes memory verdict) private view {
        for (uint256 i = 0; i < verdict.length; ++i) {
            if (!_recalls.affects(question.recallIds[i], question.deviceId, path)) continue;
            verdict[i] |= AFFECTED;
            if (!_remedied(question, question.recallIds[i], path)) verdict[i] |= OPEN;
        }
        if (path.length == MAX_PATH) return;
        for (uint8 position = 0; ; ++position) {
            BatchId part = _batches.part(inside, position).batchId;
            if (BatchId.unwrap(part) == 0) return;
            _try(question, bytes.concat(path, bytes1(position)), part, verdict);
            if (path.length != 0) continue;
            BatchId putIn = _reports.partSwap(question.deviceId, position).batchId;
            _try(question, bytes.concat(bytes1(SWAPPED + position)), putIn, verdict);
        }
    }

    function _remedied(Question calldata question, RecallId recallId, bytes memory path) private view returns (bool) {
        IAnswers.Witness memory witness;
        witness.path = path;
        if (_recalls.remedied(recallId, question.deviceId, witness)) return true;
        for (uint256 i = 0; i < question.shown.length; ++i) {
            Shown calldata shown = question.shown[i];
            (witness.reportId, witness.word, witness.proof) = (shown.reportId, shown.word, shown.proof);
            if (_recalls.remedied(recallId, question.deviceId, witness)) return true;
        }
        return false;
    }
}
