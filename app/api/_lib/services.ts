import type { Address, Hex } from "viem";
import type { NetworkOperators } from "../../../lib/chain/read-networks.ts";
import type { CsafPublisher } from "../../../lib/domain/csaf-recall.ts";
import type { ResolverTags } from "../../../lib/domain/resolver-tag.ts";
import type { FindRecalls } from "../../../lib/feed/abuse-recalls.ts";
import type { Feed } from "../../../lib/feed/client.ts";
import type { RelayClient } from "../../../lib/feed/relay.ts";
import type { AbuseTags } from "../../../lib/store/abuse-tags.ts";
import type { Documents } from "../../../lib/store/documents.ts";
import type { Store } from "../../../lib/store/store.ts";

/** What it takes to take in reports of abuse. */
export type AbuseServices = { tags: AbuseTags; networks: NetworkOperators; findRecalls: FindRecalls };

/** What route handlers work with. They get it as an argument, so that tests can put them on a store of their own. */
export type Services = {
  /** Address of this site, for visitors. */
  publicUrl: string;
  chainId: number;
  /** Address of the indexer's API. */
  apiUrl: string;
  /** As whom recalls are published as advisories. */
  csaf: CsafPublisher;
  feed: Feed;
  store: Store;
  documents: Documents;
  tags: ResolverTags;
  /** Null where no key is set. */
  abuse: AbuseServices | null;
  /** Enters acts of owners; null where there is none. */
  relay: RelayClient | null;
  /** Whether the account has signed the text; for accounts that are contracts, as the contract says (ERC-1271). */
  hasSigned(account: Address, message: string, signature: Hex): Promise<boolean>;
};

export type Provide = () => Promise<Services>;
