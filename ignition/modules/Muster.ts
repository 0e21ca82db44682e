import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Of OpenZeppelin's AccessManager: it may do everything that is reserved to governance. */
const ADMIN_ROLE = 0n;

/**
 * The whole register: immutable contracts, no proxies. `governor` admits and suspends organisations, `delay` seconds
 * after it announced each act. The deployer sets that up, names `Recalls` to `Devices`, and keeps no right; so the two
 * are different accounts.
 */
export default buildModule("Muster", (m) => {
  const deployer = m.getAccount(0);
  const governor = m.getParameter<string>("governor");
  const delay = m.getParameter<number>("delay");

  const accessManager = m.contract("AccessManager", [deployer]);
  const organizations = m.contract("Organizations", [accessManager]);
  const catalog = m.contract("Catalog", [organizations]);
  const batches = m.contract("Batches", [organizations, catalog]);
  /** Checks the signatures of secure elements; stateless, OpenZeppelin's as it is. */
  const p256Verifier = m.contract("ERC7913P256Verifier", []);
  const devices = m.contract("Devices", [organizations, batches, p256Verifier]);
  const reports = m.contract("Reports", [organizations, batches, devices]);
  const recalls = m.contract("Recalls", [organizations, catalog, batches, devices, reports]);
  const disclosures = m.contract("Disclosures", [organizations, catalog]);
  const networks = m.contract("Networks", [accessManager, organizations, catalog]);
  /** For owners without a wallet. The register knows nothing of them: to it they are accounts like any other. */
  const passkeyAccount = m.contract("PasskeyAccount", []);
  const passkeyAccounts = m.contract("PasskeyAccounts", [passkeyAccount]);

  m.call(devices, "bindRecalls", [recalls]);
  const governed = m.call(accessManager, "grantRole", [ADMIN_ROLE, governor, delay]);
  m.call(accessManager, "renounceRole", [ADMIN_ROLE, deployer], { after: [governed] });

  const register = { accessManager, organizations, catalog, batches, devices, reports, recalls, disclosures, networks };
  return { ...register, passkeyAccount, passkeyAccounts, p256Verifier };
});
