"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { callApi } from "@/app/_lib/api.ts";
import { readBrowserPush, subscribe, unsubscribe } from "@/app/_lib/browser-push.ts";
import type { PushEndpoint, Webhook } from "@/lib/store/endpoints.ts";
import { PERSONAL } from "./use-session.ts";

/** While a test is under way its end is a matter of seconds. */
const TEST_RENEWAL_MS = 1_000;

type Endpoint = PushEndpoint | Webhook;

/** The signed-in owner's browsers and webhook. */
export function useEndpoints(account: Address) {
  const queries = useQueryClient();
  const queryKey = [PERSONAL, account, "endpoints"];
  const onSuccess = () => queries.invalidateQueries({ queryKey });
  const endpoints = useQuery({
    queryKey,
    queryFn: () => callApi<{ endpoints: Endpoint[] }>("GET", "endpoints"),
    select: ({ endpoints }) => endpoints,
    refetchInterval: ({ state }) => (state.data?.endpoints.some(({ isTesting }) => isTesting) ? TEST_RENEWAL_MS : false),
  });
  return {
    endpoints,
    setWebhook: useMutation({
      mutationFn: (url: string) => callApi<{ secret: string }>("PUT", "endpoints/webhook", { url }),
      onSuccess,
    }),
    rotate: useMutation({ mutationFn: () => callApi<{ secret: string }>("POST", "endpoints/webhook"), onSuccess }),
    hearRecalls: useMutation({ mutationFn: (wanted: boolean) => callApi("PUT", "endpoints/recalls", { wanted }), onSuccess }),
    test: useMutation({ mutationFn: (id: string) => callApi("POST", "endpoints/test", { id }), onSuccess }),
    remove: useMutation({ mutationFn: (id: string) => callApi("DELETE", "endpoints", { id }), onSuccess }),
  };
}

const BROWSER = ["browser-push"];

/** Notifications on the device that the visitor sits at. */
export function useBrowserPush(account: Address) {
  const queries = useQueryClient();
  const renew = () => Promise.all([BROWSER, [PERSONAL, account, "endpoints"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
  return {
    browser: useQuery({ queryKey: BROWSER, queryFn: readBrowserPush }),
    turnOn: useMutation({
      mutationFn: async (vapidKey: string) => {
        const subscription = await subscribe(vapidKey);
        if (!subscription) return;
        const { endpoint, keys } = subscription;
        await callApi("POST", "endpoints/push", { endpoint, keys, language: navigator.language });
      },
      onSettled: renew,
    }),
    turnOff: useMutation({
      mutationFn: async (id: string) => {
        await callApi("DELETE", "endpoints", { id });
        await unsubscribe();
      },
      onSettled: renew,
    }),
  };
}
