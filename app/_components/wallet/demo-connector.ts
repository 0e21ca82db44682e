import type { CreateConnectorFn } from "wagmi";
import { mock } from "wagmi/connectors";
import type { CastMember } from "@/lib/domain/cast.ts";

const REMEMBERED = "demo.member";

export const demoConnectorId = (member: CastMember): string => `demo:${member.address.toLowerCase()}`;

/**
 * A wallet for one member of the cast, over the unlocked accounts of a local chain. wagmi's mock forgets who was
 * connected when the page is loaded again; this one remembers, as a real wallet does.
 */
export function demoConnector(member: CastMember): CreateConnectorFn {
  const id = demoConnectorId(member);
  const create = mock({ accounts: [member.address], features: { reconnect: true } });
  return (config) => {
    const base = create(config as Parameters<typeof create>[0]);
    const storage = config.storage as { getItem(key: string): unknown; setItem(key: string, value: string | null): unknown } | null;
    return {
      ...base,
      id,
      name: member.name,
      async connect(parameters) {
        const connected = await base.connect(parameters);
        await storage?.setItem(REMEMBERED, id);
        return connected;
      },
      async disconnect() {
        // Somebody else of the cast may have taken over already.
        if ((await storage?.getItem(REMEMBERED)) === id) await storage?.setItem(REMEMBERED, null);
        await base.disconnect();
      },
      isAuthorized: async () => (await storage?.getItem(REMEMBERED)) === id,
    };
  };
}
