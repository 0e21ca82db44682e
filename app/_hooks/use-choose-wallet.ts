"use client";

import { useMutation } from "@tanstack/react-query";
import { type Connector, useConfig as useWagmiConfig } from "wagmi";
import { connect, disconnect } from "wagmi/actions";

/** Connects a wallet in place of the present one: nobody acts as two people at once. */
export function useChooseWallet({ onChosen }: { onChosen(): void }) {
  const wagmi = useWagmiConfig();
  return useMutation({
    mutationFn: async (connector: Connector) => {
      const present = wagmi.state.current ? wagmi.state.connections.get(wagmi.state.current)?.connector : undefined;
      if (present?.uid === connector.uid) return;
      await connect(wagmi, { connector });
      if (present) await disconnect(wagmi, { connector: present });
    },
    onSuccess: onChosen,
  });
}
