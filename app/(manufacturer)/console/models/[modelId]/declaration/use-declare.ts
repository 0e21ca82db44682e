"use client";

import type { Hex } from "viem";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { useSession } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import { declareSecurity } from "@/lib/chain/calls.ts";
import type { Declaration } from "@/lib/domain/declaration.ts";
import { parseModelId } from "@/lib/domain/ids.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../../_components/console-context.ts";

/** Declares the security of a model. The document is stored first: a digest of what nobody can read would say nothing. */
export function useDeclare(model: ModelView) {
  const { account, organization } = useConsole();
  const { contracts } = useConfig();
  const { isSignedIn, signIn } = useSession(account);
  const { run, ...sending } = useSend();
  const declare = (declaration: Declaration) =>
    run(async () => {
      if (!isSignedIn) await signIn.mutateAsync();
      const { digest } = await callApi<{ digest: Hex }>("POST", "documents", { orgId: organization.id, declaration });
      const { credentials, keys } = declaration;
      return declareSecurity({ contracts }, { modelId: parseModelId(model.id), credentials, keys, digest });
    });
  return { ...sending, declare };
}
