import type { CertificateState } from "../../lib/domain/certificate.ts";
import type { Declaration, ProvisionAnswer } from "../../lib/domain/declaration.ts";
import type { CredentialClass, KeyClass } from "../../lib/domain/kinds.ts";
import type { Tone } from "../_components/ui/badge.tsx";

/** What makers declare of security and what laboratories find, as buyers read it. */

type Word = { word: string; meaning: string; tone: Tone };

export const CREDENTIAL_WORDS: Record<CredentialClass, Word> = {
  absent: { word: "No password", meaning: "It has no password that somebody could guess.", tone: "clear" },
  "set-by-user": { word: "You set it", meaning: "It comes without a password; you set one before it works.", tone: "clear" },
  "unique-per-device": { word: "Unique to each device", meaning: "Each device comes with a password of its own.", tone: "clear" },
  shared: {
    word: "The same in every device",
    meaning: "Whoever knows the password of one knows all. Attackers look for this.",
    tone: "affected",
  },
};

export const KEY_WORDS: Record<KeyClass, Word> = {
  absent: { word: "None built in", meaning: "It holds no key that could be taken out.", tone: "clear" },
  "unique-per-device": { word: "Unique to each device", meaning: "A key taken out of one device opens no other.", tone: "clear" },
  shared: { word: "The same in every device", meaning: "A key taken out of one device opens all others.", tone: "affected" },
};

export const CERTIFICATE_WORDS: Record<CertificateState, Word> = {
  "in-force": { word: "In force", meaning: "It certifies the present declaration.", tone: "clear" },
  lapsed: { word: "Lapsed", meaning: "Its time is over.", tone: "unknown" },
  "earlier-version": {
    word: "Of an earlier version",
    meaning: "The maker has declared anew since; that was not tested.",
    tone: "checking",
  },
  "laboratory-suspended": { word: "Laboratory suspended", meaning: "The laboratory is not in good standing now.", tone: "checking" },
  revoked: { word: "Revoked", meaning: "The laboratory has taken it back.", tone: "affected" },
};

export const ANSWER_WORDS: Record<ProvisionAnswer, { word: string; tone: Tone }> = {
  met: { word: "Met", tone: "clear" },
  "not-met": { word: "Not met", tone: "affected" },
  "not-applicable": { word: "Does not apply", tone: "neutral" },
};

export const DELIVERY_WORDS: Record<Declaration["updates"]["delivery"], string> = {
  automatic: "Installed automatically",
  "by-owner": "Installed by the owner",
  none: "There are none",
};
