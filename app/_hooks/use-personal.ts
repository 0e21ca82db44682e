"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { callApi } from "@/app/_lib/api.ts";
import type { OwnContact } from "@/app/api/_routes/contacts.ts";
import type { Contact } from "@/lib/store/contacts.ts";
import type { InboxEntry } from "@/lib/store/inbox.ts";
import type { PersonalData } from "@/lib/store/personal.ts";
import { PERSONAL, SESSION } from "./use-session.ts";

/** A notice comes a few seconds after its recall: whoever has the inbox open meanwhile need not load it again. */
const INBOX_RENEWAL_MS = 10_000;

/** The signed-in owner's notices. The account is part of the key, so that nobody sees another's after a change of wallet. */
export function useInbox(account: Address) {
  const queries = useQueryClient();
  const queryKey = [PERSONAL, account, "inbox"];
  const inbox = useQuery({
    queryKey,
    queryFn: () => callApi<{ items: InboxEntry[] }>("GET", "inbox"),
    select: ({ items }) => items,
    refetchInterval: INBOX_RENEWAL_MS,
  });
  const markRead = useMutation({
    mutationFn: (id: number) => callApi("POST", "inbox", { id }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  return { inbox, markRead };
}

/** How soon a page notices that its mail went out, or was answered in another window. */
const PENDING_RENEWAL_MS = 3_000;

/** The signed-in owner's address for notices, and one that waits for confirmation. */
export function useContact(account: Address, { enabled = true }: { enabled?: boolean } = {}) {
  const queries = useQueryClient();
  const queryKey = [PERSONAL, account, "contact"];
  const contact = useQuery({
    queryKey,
    enabled,
    queryFn: () => callApi<OwnContact>("GET", "contacts"),
    refetchInterval: ({ state }) => (state.data?.pending ? PENDING_RENEWAL_MS : false),
  });
  const save = useMutation({
    mutationFn: (left: Contact) => callApi<OwnContact>("PUT", "contacts", left),
    onSuccess: (answer) => queries.setQueryData(queryKey, answer),
  });
  return { contact, save };
}

/** Everything that is kept about the signed-in owner: to take along, or to erase, which ends the session as well. */
export function useKeptAboutMe() {
  const queries = useQueryClient();
  const take = useMutation({ mutationFn: () => callApi<PersonalData>("GET", "personal") });
  const erase = useMutation({
    mutationFn: () => callApi("DELETE", "personal"),
    onSuccess: () => {
      queries.setQueryData(SESSION, { address: null });
      queries.removeQueries({ queryKey: [PERSONAL] });
    },
  });
  return { take, erase };
}
