import { Section } from "@/app/_components/register/section.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { publicConfig } from "@/app/_lib/server.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

export function VerifyDevice({ device }: { device: DeviceView }) {
  const { chainId, contracts } = publicConfig();
  return (
    <Section id="verify" title="Check it yourself">
      <Verify label="Show transactions and addresses">
        <VerifyItem term="Number on chain">
          <Copy value={String(parseDeviceId(device.id))} what="number on chain" ends={10} />
        </VerifyItem>
        <VerifyItem term="Contract">
          <Copy value={contracts.Devices} what="address of the contract" />
        </VerifyItem>
        <VerifyItem term="Chain">{chainId}</VerifyItem>
        {device.history.map(({ id, name, tx }) => (
          <VerifyItem key={id} term={name}>
            <Copy value={tx} what="transaction" ends={10} />
          </VerifyItem>
        ))}
      </Verify>
    </Section>
  );
}
