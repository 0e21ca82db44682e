// Who may call what: the one source of docs/access.md and of test/contracts/access, which tries every role on every
// function that writes.
import { PERMISSIONS, type Permission } from "../../lib/domain/kinds.ts";

/** A body of each kind, as seen from a unit and from a recall of its maker's; keys act for their own body. */
export const BODIES = {
  maker: "the unit's maker",
  "other-maker": "another manufacturer",
  regulator: "a regulator",
  "network-operator": "a network operator",
  observer: "an observer",
  laboratory: "a laboratory",
  repairer: "a repairer",
} as const;
export type Body = keyof typeof BODIES;

/** Everyone who acts for no body. */
export const OTHERS = {
  stranger: "anyone else",
  deployer: "the deployer, after the deployment",
  governor: "governance",
  "access-manager": "governance's own contract",
  "recalls-contract": "the contract `Recalls`",
  owner: "the owner",
  "former-owner": "a former owner",
  recipient: "the recipient of a handover",
  claimant: "the claimant of a recovery",
  "claim-key": "the key of the claim code",
  "device-key": "the key in the device",
  "offered-admin": "the one to whom the body was offered",
  researcher: "the researcher",
} as const;
type Other = keyof typeof OTHERS;

export type BodyRole = `${Body} admin` | `${Body} ${Permission}`;
export type Role = Other | BodyRole;

export const POSTS = ["admin", ...(Object.keys(PERMISSIONS) as Permission[])] as const;
export const BODY_ROLES = (Object.keys(BODIES) as Body[]).flatMap((body) => POSTS.map((post): BodyRole => `${body} ${post}`));
export const ROLES: readonly Role[] = [...(Object.keys(OTHERS) as Other[]), ...BODY_ROLES];

type Rule = {
  /** Who may; "anyone" where the sender does not matter. For everyone else the answer is no. */
  may?: readonly Role[] | "anyone";
  /** Who may only while its body is not suspended. */
  inGoodStanding?: readonly BodyRole[];
  /** What gives the right, where the sender alone does not. */
  note?: string;
};

const OWNER = { may: ["owner"], note: "or whoever carries the owner's signature" } as const;
const EVERY_DRAFTER = (Object.keys(BODIES) as Body[]).map((body) => `${body} recall-draft` as const);
const REPAIRS = { inGoodStanding: ["maker repairs", "repairer repairs"], note: "each for its own body" } as const;

/** One entry for each function of our contracts that writes. */
export const ACCESS: Record<string, Rule> = {
  "Organizations.admit": { may: ["governor"] },
  "Organizations.setSuspended": { may: ["governor"] },
  "Organizations.replaceAdmin": { may: ["governor"] },
  "Organizations.setAuthority": { may: ["access-manager"], note: "when governance moves to another contract" },
  "Organizations.setOperator": { may: ["maker admin"], note: "any body's admin, for its own body" },
  "Organizations.offerAdmin": { may: ["maker admin"], note: "any body's admin, for its own body" },
  "Organizations.acceptAdmin": { may: ["offered-admin"] },

  "Catalog.registerModel": { inGoodStanding: ["maker models", "other-maker models"], note: "each for its own body" },
  "Catalog.extendSupport": { may: ["maker models"] },
  "Catalog.publishRelease": { may: ["maker releases"] },
  "Catalog.revokeRelease": { may: ["maker releases"] },
  "Catalog.declareSecurity": { may: ["maker models"] },
  "Catalog.certify": { inGoodStanding: ["laboratory certificates"], note: "for its own body" },
  "Catalog.revokeCertificate": { may: ["laboratory certificates"], note: "of its own body" },

  "Batches.registerBatch": { inGoodStanding: ["maker batches"] },
  "Batches.freeze": { may: ["maker batches"] },

  "Devices.bindRecalls": { note: "the deployer did it, once" },
  "Devices.announce": { may: ["recalls-contract"] },
  "Devices.claim": { may: "anyone", note: "with the claim key's signature" },
  "Devices.claimByDevice": { may: "anyone", note: "with the device's signature" },
  "Devices.setStolen": OWNER,
  "Devices.retire": OWNER,
  "Devices.offerHandover": OWNER,
  "Devices.takeBackHandover": OWNER,
  "Devices.acceptHandover": { may: ["recipient"], note: "or whoever carries the recipient's signature" },
  "Devices.startRecovery": { may: "anyone", note: "with the claim key's signature" },
  "Devices.startRecoveryByDevice": { may: "anyone", note: "with the device's signature" },
  "Devices.vetoRecovery": OWNER,
  "Devices.awardTitle": { inGoodStanding: ["maker titles"] },
  "Devices.takeBackAward": { may: ["maker titles"] },
  "Devices.completeRecovery": { may: "anyone", note: "once the time has passed" },
  "Devices.stateRelease": OWNER,
  "Devices.stateReleaseFor": REPAIRS,
  "Devices.proveRelease": { may: "anyone", note: "with the device's signature" },

  "Reports.reportReleases": { inGoodStanding: ["maker releases"] },
  "Reports.revokeReport": { may: ["maker releases"] },
  "Reports.swapPart": OWNER,
  "Reports.swapPartFor": REPAIRS,

  "Recalls.draft": { may: EVERY_DRAFTER, note: "each for its own body" },
  "Recalls.discardDraft": { may: EVERY_DRAFTER, note: "each its own draft" },
  "Recalls.open": {
    may: ["maker recall-release"],
    inGoodStanding: ["regulator recall-release"],
    note: "what another key of its body drafted",
  },
  "Recalls.amend": { may: ["maker recall-release"], note: "of the recall's issuer, what another of its keys drafted" },
  "Recalls.close": { may: ["maker recall-release"], note: "of the recall's issuer, what another of its keys drafted" },
  "Recalls.withdraw": { may: ["maker recall-release"], note: "of the recall's issuer, what another of its keys drafted" },
  "Recalls.offerFix": { may: ["maker releases"] },
  "Recalls.replyAsMaker": { may: ["maker recall-release"] },
  "Recalls.acknowledge": OWNER,
  "Recalls.stateRemedy": OWNER,
  "Recalls.recordRemedy": REPAIRS,

  "Disclosures.file": { may: "anyone", note: "for itself" },
  "Disclosures.reveal": { may: ["researcher"], note: "what it filed itself" },
  "Disclosures.withdraw": { may: ["researcher"], note: "what it revealed itself" },
  "Disclosures.answer": { may: ["maker recall-release"] },
  "Disclosures.judge": { inGoodStanding: ["regulator recall-release"] },
  "Disclosures.demandAnswer": { inGoodStanding: ["regulator recall-release"] },

  "Networks.assignNetwork": { may: ["governor"] },
  "Networks.setAuthority": { may: ["access-manager"], note: "when governance moves to another contract" },
  "Networks.recordObservations": { inGoodStanding: ["observer networks"], note: "for its own body" },
  "Networks.withdrawObservation": { inGoodStanding: ["observer networks"], note: "of its own body" },
  "Networks.reply": { inGoodStanding: ["network-operator networks"], note: "of the network's operator" },
  "Networks.claimMembership": { inGoodStanding: ["network-operator networks"], note: "of the network's operator" },
  "Networks.countAbuse": { inGoodStanding: ["network-operator networks"], note: "of the network's operator" },

  "PasskeyAccount.execute": { may: "anyone", note: "with the signature of the account's passkey" },

  "PasskeyAccounts.create": { may: "anyone", note: "it gives no right" },
};
