"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { createSiweMessage } from "viem/siwe";
import { useSignMessage } from "wagmi";
import { callApi } from "@/app/_lib/api.ts";
import { useConfig } from "./use-config.ts";

/** Everything that only the signed-in owner may see has a key under this one. */
export const PERSONAL = "personal";

/** Key of who is signed in. */
export const SESSION = ["session"];
const STATEMENT = "Sign in to Muster to see and change what is yours. This costs nothing and changes nothing on any chain.";
const SIGN_IN_SECONDS = 5 * 60;

/** Who is signed in, and signing in with the connected wallet (EIP-4361). A session of another wallet does not count. */
export function useSession(account: Address) {
  const { chainId } = useConfig();
  const queries = useQueryClient();
  const signer = useSignMessage();
  const session = useQuery({ queryKey: SESSION, queryFn: () => callApi<{ address: Address | null }>("GET", "session") });

  const forgetPersonal = () => queries.removeQueries({ queryKey: [PERSONAL] });
  const signIn = useMutation({
    mutationFn: async () => {
      const { nonce } = await callApi<{ nonce: string }>("POST", "session/nonce");
      const now = Date.now();
      const message = createSiweMessage({
        address: account,
        chainId,
        domain: window.location.host,
        uri: window.location.origin,
        version: "1",
        nonce,
        statement: STATEMENT,
        issuedAt: new Date(now),
        expirationTime: new Date(now + SIGN_IN_SECONDS * 1000),
      });
      const signature = await signer.mutateAsync({ message, account });
      return callApi<{ address: Address }>("POST", "session", { message, signature });
    },
    onSuccess: (answer) => {
      forgetPersonal();
      queries.setQueryData(SESSION, answer);
    },
  });
  const signOut = useMutation({
    mutationFn: () => callApi("DELETE", "session"),
    onSuccess: () => {
      queries.setQueryData(SESSION, { address: null });
      forgetPersonal();
    },
  });

  const isSignedIn = session.data?.address?.toLowerCase() === account.toLowerCase();
  return { isSignedIn, isLoading: session.isPending, error: session.error, signIn, signOut };
}
