"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { callApi } from "@/app/_lib/api.ts";
import type { Contact } from "@/lib/store/contacts.ts";
import type { InboxEntry } from "@/lib/store/inbox.ts";
import { PERSONAL } from "./use-session.ts";

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

/** The signed-in owner's address for notices. */
export function useContact(account: Address, { enabled = true }: { enabled?: boolean } = {}) {
  const queries = useQueryClient();
  const queryKey = [PERSONAL, account, "contact"];
  const contact = useQuery({
    queryKey,
    enabled,
    queryFn: () => callApi<{ contact: Contact | null }>("GET", "contacts"),
    select: ({ contact }) => contact,
  });
  const save = useMutation({
    mutationFn: (left: Contact) => callApi<{ contact: Contact }>("PUT", "contacts", left),
    onSuccess: (answer) => queries.setQueryData(queryKey, answer),
  });
  const erase = useMutation({
    mutationFn: () => callApi("DELETE", "contacts"),
    onSuccess: () => queries.setQueryData(queryKey, { contact: null }),
  });
  return { contact, save, erase };
}
