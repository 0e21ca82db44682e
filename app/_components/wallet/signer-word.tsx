"use client";

import { useConnection } from "wagmi";
import { PASSKEY } from "./passkey-connector.ts";

/** What the visitor signs with, in the visitor's own word: people with a passkey have no wallet. Decided here for every text. */
export const useSignerWord = (): "wallet" | "passkey" => (useConnection().connector?.id === PASSKEY ? "passkey" : "wallet");

/** The same inside of a sentence. */
export const SignerWord = () => useSignerWord();
