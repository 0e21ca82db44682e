import { expect } from "chai";
import { createPublicClient, createWalletClient, custom, http } from "viem";
import { passkeyProvider } from "../../app/_lib/passkey-provider.ts";
import { devicesAbi } from "../../lib/chain/abis.generated.ts";
import { createAccount } from "../../lib/chain/calls.ts";
import { decodeError } from "../../lib/chain/decode-error.ts";
import { chainOf, type Sender } from "../../lib/chain/send.ts";
import { signAct } from "../../lib/chain/sign-act.ts";
import type { DeviceId } from "../../lib/domain/ids.ts";
import { ownerMessage } from "../../lib/domain/owner-signed.ts";
import { type PasskeyAccount, passkeyAddress, signTyped } from "../../lib/domain/passkey.ts";
import type { Carried } from "../../lib/domain/relay-wire.ts";
import { type Passkey, passkey } from "../contracts/support/passkey.ts";
import { entered, type Ground, prepareGround, refusalOf } from "./ground.ts";

const LATER = 2n ** 40n;

describe("the relay, for the account of a passkey", function () {
  this.timeout(60_000);
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());
  afterEach(() => ground.clear());

  const accountOf = ({ key }: Passkey): PasskeyAccount => ({
    chainId: ground.deployment.chainId,
    address: passkeyAddress(ground.deployment.contracts, key),
  });
  const making = (deviceId: DeviceId, { key }: Passkey): Carried => ({ act: { verb: "CreateAccount", deviceId, ...key } });
  const isMade = async (person: Passkey): Promise<boolean> =>
    (await ground.chain.getCode({ address: accountOf(person).address })) !== undefined;

  it("enters its claim, makes it, and enters what it has signed", async () => {
    const relay = await ground.relay();
    const { chain, deployment, device } = ground;
    const person = passkey("relay");
    const account = accountOf(person);
    const deviceId = ground.nextUnit();
    await entered(relay, await relay.carry(await ground.claim(deviceId, account.address)));
    expect(await isMade(person)).to.equal(false);
    await entered(relay, await relay.carry(making(deviceId, person)));
    expect(await isMade(person)).to.equal(true);

    const { Devices: address } = deployment.contracts;
    const nonce = await chain.readContract({ address, abi: devicesAbi, functionName: "nonces", args: [account.address] });
    const act = { verb: "StateRelease", deviceId, release: 5 } as const;
    const message = ownerMessage(deployment.chainId, deployment.contracts, act, { deviceId, epoch: 1, nonce, deadline: LATER });
    const signed = { deadline: LATER, signature: await signTyped(account, message, person.ask) };
    await entered(relay, await relay.carry({ act, signed }));
    expect((await device(deviceId)).release).to.equal(5);
  });

  it("makes it while its wallet signs for the first time", async () => {
    const relay = await ground.relay();
    const { chain, deployment, rpcUrl, device } = ground;
    const person = passkey("wallet");
    const { address, chainId } = accountOf(person);
    const deviceId = ground.nextUnit();
    await entered(relay, await relay.carry(await ground.claim(deviceId, address)));

    const config = { chainId, rpcUrl, contracts: deployment.contracts };
    let made = 0;
    const wallet = createWalletClient({
      account: address,
      chain: chainOf(chainId, rpcUrl),
      transport: custom(
        passkeyProvider(config, person.key, {
          ask: person.ask,
          makeAccount: async (unit, key) => {
            made++;
            await entered(relay, await relay.carry(making(unit, { ...person, key })));
          },
        }),
      ),
    }) as unknown as Sender["wallet"];
    expect(await wallet.getAddresses()).to.deep.equal([address]);
    const reader = createPublicClient({ chain: chainOf(chainId, rpcUrl), transport: http(rpcUrl) });
    const text = { address, message: "Sign in" };
    const signsIn = async () => reader.verifyMessage({ ...text, signature: await wallet.signMessage({ message: "Sign in" }) });
    expect(await signsIn()).to.equal(true);
    expect([made, await isMade(person)]).to.deep.equal([0, false]);

    // the second time the account has code, from which its own acts are simulated
    for (const release of [3, 4]) {
      const act = { verb: "StateRelease", deviceId, release } as const;
      const signed = await signAct({ public: reader, wallet }, deployment, act, () => undefined);
      await entered(relay, await relay.carry({ act, signed }));
      expect((await device(deviceId)).release).to.equal(release);
    }
    expect([made, await isMade(person), await signsIn()]).to.deep.equal([1, true, true]);
    const failure = await wallet.sendTransaction({ to: address, chain: null }).catch(decodeError);
    expect(failure).to.include({ code: "passkey-sends-nothing" });
    expect(await chain.getBalance({ address })).to.equal(0n);
  });

  it("makes it once, and enters nothing for one that is there", async () => {
    const relay = await ground.relay();
    const person = passkey("twice");
    const deviceId = ground.nextUnit();
    await entered(relay, await relay.carry(await ground.claim(deviceId, accountOf(person).address)));
    const taken = await relay.carry(making(deviceId, person));
    expect((await entered(relay, taken)).tx).to.match(/^0x/);
    expect((await relay.carry(making(ground.nextUnit(), person))).id).to.equal(taken.id);

    const another = passkey("made by somebody else");
    await ground.world.as("chen", createAccount(ground.deployment, another.key));
    expect(await relay.carry(making(deviceId, another))).to.include({ id: null, state: "done" });
  });

  it("makes it for nobody who has no part in the unit", async () => {
    const relay = await ground.relay();
    const [owner, person] = [ground.person(), passkey("recipient")];
    const deviceId = await ground.owned(owner);
    expect(await refusalOf(relay.carry(making(deviceId, person)))).to.equal("relay-account-unneeded");
    expect(await refusalOf(relay.carry(making(ground.nextUnit(), person)))).to.equal("relay-account-unneeded");
    expect(await isMade(person)).to.equal(false);
  });

  it("refuses what is no key, with the contract's reason", async () => {
    const relay = await ground.relay();
    const { key } = passkey("off the curve");
    const bad = { ...passkey("off the curve"), key: { x: key.y, y: key.x } };
    const deviceId = ground.nextUnit();
    await entered(relay, await relay.carry(await ground.claim(deviceId, accountOf(bad).address)));
    expect(await refusalOf(relay.carry(making(deviceId, bad)))).to.equal("PasskeyAccountsInvalidKey");
  });
});
