// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICatalog} from "./interfaces/ICatalog.sol";
import {IDisclosures} from "./interfaces/IDisclosures.sol";
import {IOrganizations} from "./interfaces/IOrganizations.sol";
import {DisclosureId, ModelId, OrgId} from "./types/Ids.sol";
import {Answer, DisclosureKind, OrgKind, Permission, Verdict} from "./types/Kinds.sol";

/// @title Disclosures, documented on `IDisclosures`
contract Disclosures is IDisclosures {
    /// Time between filing and revealing.
    uint256 public constant REVEAL_DELAY = 1 hours;

    IOrganizations public immutable organizations;
    ICatalog public immutable catalog;

    uint32 private _count;
    mapping(address researcher => mapping(bytes32 commitment => uint40 filedAt)) private _filings;
    mapping(DisclosureId disclosureId => Disclosure record) private _disclosures;
    mapping(DisclosureId disclosureId => mapping(OrgId regulator => Judgement said)) private _judgements;

    constructor(IOrganizations organizations_, ICatalog catalog_) {
        organizations = organizations_;
        catalog = catalog_;
    }

    // ---- researchers ----

    /// @inheritdoc IDisclosures
    function file(bytes32 commitment) external {
        require(commitment != 0, DisclosuresInvalidCommitment());
        uint40 before = _filings[msg.sender][commitment];
        require(before == 0, DisclosuresFiledBefore(commitment, before));

        _filings[msg.sender][commitment] = uint40(block.timestamp);

        emit DisclosureFiled(msg.sender, commitment);
    }

    /// @inheritdoc IDisclosures
    function reveal(Finding calldata finding) external returns (DisclosureId disclosureId) {
        bytes32 commitment = keccak256(abi.encode(block.chainid, address(this), msg.sender, finding));
        uint40 filed = _filings[msg.sender][commitment];
        require(filed != 0, DisclosuresNotFiled(commitment, msg.sender));
        uint256 readyAt = filed + REVEAL_DELAY;
        require(block.timestamp >= readyAt, DisclosuresTooEarly(commitment, readyAt));
        _checkFinding(finding);

        delete _filings[msg.sender][commitment];
        disclosureId = DisclosureId.wrap(++_count);
        _disclosures[disclosureId] = Disclosure({
            researcher: msg.sender,
            filedAt: filed,
            revealedAt: uint40(block.timestamp),
            kind: finding.kind,
            withdrawn: false,
            modelId: finding.modelId,
            declaration: finding.declaration,
            answer: Answer.None,
            release: 0,
            answeredAt: 0,
            dueAt: 0,
            digest: finding.digest
        });

        emit DisclosureRevealed(disclosureId, finding.modelId, msg.sender, filed, commitment, finding);
    }

    /// @inheritdoc IDisclosures
    function withdraw(DisclosureId disclosureId, string calldata reason) external {
        Disclosure storage record = _known(disclosureId);
        require(record.researcher == msg.sender, DisclosuresNotYours(disclosureId, msg.sender));
        require(!record.withdrawn, DisclosuresIsWithdrawn(disclosureId));
        _checkReason(reason);

        record.withdrawn = true;

        emit DisclosureWithdrawn(disclosureId, reason);
    }

    // ---- makers ----

    /// @inheritdoc IDisclosures
    function answer(DisclosureId disclosureId, Answer answer_, uint32 release, bytes32 document) external {
        Disclosure storage record = _known(disclosureId);
        ModelId modelId = record.modelId;
        organizations.authorize(modelId.org(), msg.sender, Permission.RECALL_RELEASE);
        require(answer_ != Answer.None && (answer_ == Answer.Fixed || release == 0), DisclosuresInvalidAnswer());
        bool byRelease = answer_ == Answer.Fixed && (release != 0 || record.kind == DisclosureKind.Vulnerability);
        require(!byRelease || catalog.isCurrent(modelId, release), DisclosuresUnknownRelease(modelId, release));

        (record.answer, record.release, record.answeredAt) = (answer_, release, uint40(block.timestamp));

        emit DisclosureAnswered(disclosureId, modelId.org(), msg.sender, answer_, release, document);
    }

    // ---- regulators ----

    /// @inheritdoc IDisclosures
    function judge(OrgId regulator, DisclosureId disclosureId, Verdict verdict, string calldata reason) external {
        organizations.authorizeKind(regulator, msg.sender, Permission.RECALL_RELEASE, OrgKind.Regulator);
        _known(disclosureId);
        require(verdict != Verdict.None, DisclosuresInvalidVerdict());
        _checkReason(reason);

        _judgements[disclosureId][regulator] = Judgement({verdict: verdict, judgedAt: uint40(block.timestamp)});

        emit DisclosureJudged(disclosureId, regulator, msg.sender, verdict, reason);
    }

    /// @inheritdoc IDisclosures
    function demandAnswer(OrgId regulator, DisclosureId disclosureId, uint40 dueAt, string calldata reason) external {
        organizations.authorizeKind(regulator, msg.sender, Permission.RECALL_RELEASE, OrgKind.Regulator);
        Disclosure storage record = _known(disclosureId);
        require(dueAt > block.timestamp, DisclosuresInvalidDeadline(dueAt));
        _checkReason(reason);

        record.dueAt = dueAt;

        emit AnswerDemanded(disclosureId, regulator, msg.sender, dueAt, reason);
    }

    // ---- reading ----

    /// @inheritdoc IDisclosures
    function filedAt(address researcher, bytes32 commitment) external view returns (uint40) {
        return _filings[researcher][commitment];
    }

    /// @inheritdoc IDisclosures
    function disclosure(DisclosureId disclosureId) external view returns (Disclosure memory) {
        return _known(disclosureId);
    }

    /// @inheritdoc IDisclosures
    function judgementOf(DisclosureId disclosureId, OrgId regulator) external view returns (Judgement memory) {
        return _judgements[disclosureId][regulator];
    }

    // ---- internal ----

    function _known(DisclosureId disclosureId) private view returns (Disclosure storage record) {
        record = _disclosures[disclosureId];
        require(record.kind != DisclosureKind.None, DisclosuresUnknown(disclosureId));
    }

    function _checkFinding(Finding calldata finding) private view {
        catalog.model(finding.modelId); // reverts when there is none
        uint256 length = bytes(finding.subject).length;
        bool breach = finding.kind == DisclosureKind.Breach;
        bool about = breach ? length != 0 : finding.declaration == 0;
        bool complete = finding.kind != DisclosureKind.None && finding.digest != 0;
        require(complete && about && length <= 20, DisclosuresInvalidFinding());
        uint16 latest = breach ? catalog.declaration(finding.modelId).version : 0;
        bool declared = !breach || (finding.declaration != 0 && finding.declaration <= latest);
        require(declared, DisclosuresNoSuchDeclaration(finding.modelId, finding.declaration));
    }

    function _checkReason(string calldata reason) private pure {
        require(bytes(reason).length != 0 && bytes(reason).length <= 1000, DisclosuresInvalidReason());
    }
}
