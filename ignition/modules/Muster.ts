import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The whole register: immutable contracts, no proxies. `governor` admits organisations, at first with its own key. */
export default buildModule("Muster", (m) => {
  const governor = m.getParameter<string>("governor");
  const accessManager = m.contract("AccessManager", [governor]);
  const organizations = m.contract("Organizations", [accessManager]);
  const catalog = m.contract("Catalog", [organizations]);
  const batches = m.contract("Batches", [organizations, catalog]);
  const devices = m.contract("Devices", [batches]);
  const recalls = m.contract("Recalls", [organizations, catalog, batches, devices]);
  return { accessManager, organizations, catalog, batches, devices, recalls };
});
