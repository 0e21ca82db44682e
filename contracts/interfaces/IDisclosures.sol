// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DisclosureId, ModelId, OrgId} from "../types/Ids.sol";
import {Answer, DisclosureKind, Verdict} from "../types/Kinds.sol";

/// @title Disclosures: what somebody found out about a model, when, and what its maker and the authorities say of it
/// @notice Three steps, so that nobody has to choose between proof and silence. Filed: a hash, from which nobody learns
/// anything, proves later who knew on that day. Revealed: model and kind are public, and the maker's clock runs; what
/// was found is still only a digest, so the document may stay between researcher and maker for as long as a fix needs.
/// Published: whoever has the document shows it, and everybody can check it against the digest.
/// @dev WARNING: a disclosure is the word of whoever sends it; anybody may. The register shows what nobody has answered
/// or judged as just that, and after what was.
interface IDisclosures {
    /// What is committed to by filing, and shown by revealing.
    struct Finding {
        ModelId modelId;
        DisclosureKind kind;
        uint16 declaration; // for a breach the version of the security declaration; else 0
        string subject; // a breach names the provision, as `5.1-1`; a vulnerability may name its CVE; at most 20 bytes
        bytes32 digest; // SHA-256 of the document
        bytes32 salt; // random: model and kind alone could be guessed
    }

    struct Disclosure {
        // slot 0
        address researcher;
        uint40 filedAt; // Unix time
        uint40 revealedAt; // Unix time: the maker's clock runs from here
        DisclosureKind kind;
        bool withdrawn; // by its researcher
        // slot 1
        ModelId modelId;
        uint16 declaration;
        Answer answer; // the maker's last
        uint32 release; // by which the maker says it is fixed; 0 for none
        uint40 answeredAt; // Unix time of the last answer, 0 while the maker is silent
        uint40 dueAt; // Unix time by which a regulator wants an answer, 0 when none has said
        // slot 2
        bytes32 digest;
    }

    /// What a regulator found. One slot.
    struct Judgement {
        Verdict verdict;
        uint40 judgedAt; // Unix time
    }

    event DisclosureFiled(address indexed researcher, bytes32 indexed commitment);
    event DisclosureRevealed(
        DisclosureId indexed disclosureId,
        ModelId indexed modelId,
        address indexed researcher,
        uint40 filedAt,
        bytes32 commitment,
        Finding finding
    );
    event DisclosureWithdrawn(DisclosureId indexed disclosureId, string reason);
    event DisclosureAnswered(
        DisclosureId indexed disclosureId,
        OrgId indexed maker,
        address indexed author,
        Answer answer,
        uint32 release,
        bytes32 document
    );
    event DisclosureJudged(
        DisclosureId indexed disclosureId,
        OrgId indexed regulator,
        address indexed author,
        Verdict verdict,
        string reason
    );
    event AnswerDemanded(
        DisclosureId indexed disclosureId,
        OrgId indexed regulator,
        address indexed author,
        uint40 dueAt,
        string reason
    );

    error DisclosuresInvalidCommitment();
    error DisclosuresFiledBefore(bytes32 commitment, uint40 filedAt);
    error DisclosuresNotFiled(bytes32 commitment, address researcher);
    error DisclosuresTooEarly(bytes32 commitment, uint256 readyAt);
    error DisclosuresInvalidFinding();
    error DisclosuresNoSuchDeclaration(ModelId modelId, uint16 declaration);
    error DisclosuresUnknown(DisclosureId disclosureId);
    error DisclosuresNotYours(DisclosureId disclosureId, address account);
    error DisclosuresIsWithdrawn(DisclosureId disclosureId);
    error DisclosuresInvalidAnswer();
    error DisclosuresUnknownRelease(ModelId modelId, uint32 release);
    error DisclosuresInvalidVerdict();
    error DisclosuresInvalidReason();
    error DisclosuresInvalidDeadline(uint40 dueAt);

    /// @notice Files a finding without showing it. Anybody may; it counts for the sender alone, so whoever copies it
    /// has nothing.
    /// @param commitment keccak256(abi.encode(chain id, this contract, researcher, finding)). It is computed where the
    /// finding is: a function here would tell the node that is asked. Twin: `lib/domain/disclosure.ts`.
    function file(bytes32 commitment) external;

    /// @notice Shows a finding that the sender filed an hour ago or longer, which starts the maker's clock.
    /// @dev The hour is what protects the researcher: whoever reads the finding in a pending reveal can only file it
    /// then.
    function reveal(Finding calldata finding) external returns (DisclosureId disclosureId);

    /// @notice The researcher takes the disclosure back, with a public reason. It stays on record, answers too.
    function withdraw(DisclosureId disclosureId, string calldata reason) external;

    /// @notice The maker's answer; the last counts, and earlier ones stay in the history. Needs
    /// `Permission.RECALL_RELEASE`; a suspended maker may still answer.
    /// @param release With `Answer.Fixed` one that exists and was not revoked. A breach may be mended without any, by
    /// what the maker declares or does otherwise. Else 0.
    /// @param document SHA-256 of what the maker explains; zero for nothing.
    function answer(DisclosureId disclosureId, Answer answer, uint32 release, bytes32 document) external;

    /// @notice A regulator confirms or dismisses a disclosure, with a public reason of at most 1,000 bytes; its last
    /// word counts. Needs `Permission.RECALL_RELEASE` in a regulator in good standing.
    function judge(OrgId regulator, DisclosureId disclosureId, Verdict verdict, string calldata reason) external;

    /// @notice A regulator says by when it wants an answer, later or sooner than before, with a public reason. As
    /// `judge`.
    /// @param dueAt Unix time, in the future.
    function demandAnswer(OrgId regulator, DisclosureId disclosureId, uint40 dueAt, string calldata reason) external;

    /// @notice When the account filed a commitment that it has not revealed; 0 when it did not.
    function filedAt(address researcher, bytes32 commitment) external view returns (uint40);

    /// @notice The disclosure; reverts when there is none.
    function disclosure(DisclosureId disclosureId) external view returns (Disclosure memory);

    /// @notice What a regulator said last; None when nothing.
    function judgementOf(DisclosureId disclosureId, OrgId regulator) external view returns (Judgement memory);
}
