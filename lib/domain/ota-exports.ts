import { z } from "zod";
import { MusterError } from "./errors.ts";
import type { OtaRow, Runs } from "./ota-report.ts";

/**
 * What update servers answer when they are asked for their devices, as they answer it. Known are
 *
 * - Eclipse hawkBit's Management API: `GET /rest/v1/distributionsets/{id}/installedTargets`, `GET /rest/v1/targets` (with
 *   `installedDS` put into each target), and `GET /rest/v1/actions?representation=full`;
 * - Mender's management API: `GET …/inventory/devices` (and v2's `filters/search`), and
 *   `GET …/deployments/{id}/devices/list`.
 */
export type OtaExport = { form: OtaForm; rows: OtaRow[] /** Devices that the server has, where it says so. */; total: number | null };
type OtaForm = "hawkbit-targets" | "hawkbit-actions" | "mender-inventory" | "mender-deployment";

export type ExportOptions = {
  /** In front of an entry's number where several files are read. */
  prefix?: string;
  /** Every device of the list runs the release: hawkBit's list of installed targets looks like any other. */
  allInstalled?: boolean;
  /** Attribute that holds the serial, in Mender's inventory. */
  serialAttribute?: string;
  /** Serial of a device, by Mender's own id; without it the id stands for the serial. */
  serialOf?: (id: string) => string | undefined;
};

const distributionSet = z.looseObject({ name: z.string(), version: z.string() });
const targetSchema = z.looseObject({
  controllerId: z.string().min(1),
  targetTypeName: z.string().optional(),
  installedDS: distributionSet.nullable().optional(),
});
const linkSchema = z.looseObject({ href: z.string(), name: z.string().optional() });
const actionSchema = z.looseObject({
  id: z.int(),
  type: z.string(),
  status: z.string(),
  _links: z.looseObject({ target: linkSchema, distributionset: linkSchema }),
});
const pageSchema = z.looseObject({ content: z.array(z.unknown()), total: z.int().optional() });
const attributeSchema = z.looseObject({ name: z.string(), scope: z.string().optional(), value: z.unknown() });
const inventorySchema = z.looseObject({ id: z.string().min(1), attributes: z.array(attributeSchema) });
const artifactSchema = z.looseObject({ name: z.string().optional(), artifact_provides: z.record(z.string(), z.string()).optional() });
const deploymentSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  device_type: z.string().optional(),
  image: z.looseObject({ name: z.string().optional(), meta_artifact: artifactSchema.optional() }).optional(),
});

/** Names under which makers keep a serial in Mender's inventory; the first that a device has counts. */
const SERIAL_ATTRIBUTES = ["serial_number", "serial_no", "SerialNumber", "serial"];
const VERSION_ATTRIBUTES = ["artifact_name", "rootfs-image.version"];

/** @throws MusterError `report-file-invalid`, or `report-installed-unsaid`. */
export function readOtaExport(json: unknown, options: ExportOptions = {}): OtaExport {
  const page = pageSchema.safeParse(json);
  if (page.success) {
    const { content, total = null } = page.data;
    const isActions = content.some((entry) => typeof entry === "object" && entry !== null && "_links" in entry && "status" in entry);
    return isActions
      ? { form: "hawkbit-actions", rows: actionRows(entries(content, actionSchema, "hawkBit action", options)), total: null }
      : {
          form: "hawkbit-targets",
          rows: entries(content, targetSchema, "hawkBit target", options).map((entry) => targetRow(entry, options)),
          total,
        };
  }
  if (!Array.isArray(json) || json.length === 0)
    throw invalid("it is no export of hawkBit's or Mender's management API with any device in it");
  const isInventory = json.some((entry) => typeof entry === "object" && entry !== null && "attributes" in entry);
  return isInventory
    ? {
        form: "mender-inventory",
        rows: entries(json, inventorySchema, "Mender device", options).map((entry) => inventoryRow(entry, options)),
        total: null,
      }
    : {
        form: "mender-deployment",
        rows: entries(json, deploymentSchema, "Mender device", options).map((entry) => deploymentRow(entry, options)),
        total: null,
      };
}

/** Serials by Mender's device ids, from an inventory export. @throws MusterError `report-file-invalid`. */
export function serialsOf(json: unknown, options: ExportOptions = {}): Map<string, string> {
  if (!Array.isArray(json)) throw invalid("the inventory is no export of Mender's");
  const devices = entries(json, inventorySchema, "Mender device", options);
  return new Map(
    devices.flatMap(({ value }) => {
      const serial = serialOf(value, options);
      return serial === undefined ? [] : [[value.id, serial]];
    }),
  );
}

type Entry<Value> = { where: string; value: Value };

function entries<Schema extends z.ZodType>(
  list: readonly unknown[],
  schema: Schema,
  what: string,
  { prefix = "" }: ExportOptions,
): Entry<z.infer<Schema>>[] {
  return list.map((entry, i) => {
    const where = `${prefix}entry ${i + 1}`;
    const parsed = schema.safeParse(entry);
    if (!parsed.success) throw invalid(`${where} is no ${what}: ${parsed.error.issues[0]?.path.join(" › ")} is not as expected`);
    return { where, value: parsed.data };
  });
}

function targetRow({ where, value }: Entry<z.infer<typeof targetSchema>>, { allInstalled }: ExportOptions): OtaRow {
  const row = { where, unit: { serial: value.controllerId }, deviceType: value.targetTypeName };
  if (allInstalled) return { ...row, runs: { installed: true, versions: [] } };
  if (value.installedDS === undefined) throw new MusterError("report-installed-unsaid", { where });
  return { ...row, runs: value.installedDS ? { installed: true, versions: namesOf(value.installedDS) } : { installed: false } };
}

const namesOf = ({ name, version }: { name: string; version: string }): string[] => [version, `${name}:${version}`];

/** Of all updates of a target only the last that came to an end says what it runs. */
function actionRows(actions: Entry<z.infer<typeof actionSchema>>[]): OtaRow[] {
  const last = new Map<string, { id: number; row: OtaRow }>();
  for (const { where, value } of actions) {
    const controllerId = lastSegment(value._links.target.href, where);
    const installed = value.type === "update" && value.status === "finished";
    const before = last.get(controllerId);
    if (before && ((before.row.runs.installed && !installed) || (before.row.runs.installed === installed && before.id > value.id)))
      continue;
    const name = value._links.distributionset.name ?? "";
    // "name:version"; a name may have colons of its own.
    const runs: Runs = installed ? { installed, versions: [name.slice(name.lastIndexOf(":") + 1), name] } : { installed };
    last.set(controllerId, { id: value.id, row: { where, unit: controllerId === "" ? null : { serial: controllerId }, runs } });
  }
  return [...last.values()].map(({ row }) => row);
}

function lastSegment(href: string, where: string): string {
  try {
    return decodeURIComponent(new URL(href, "http://hawkbit").pathname.split("/").at(-1) ?? "");
  } catch {
    throw invalid(`${where} has a link to its target that cannot be read`);
  }
}

type Inventory = z.infer<typeof inventorySchema>;

const attribute = ({ attributes }: Inventory, name: string): string | undefined => {
  const { value } = attributes.find((one) => one.name === name) ?? {};
  const text = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof text === "string" || typeof text === "number" ? String(text) : undefined;
};

function serialOf(device: Inventory, { serialAttribute }: ExportOptions): string | undefined {
  const names = serialAttribute === undefined ? SERIAL_ATTRIBUTES : [serialAttribute];
  return names.map((name) => attribute(device, name)).find((value) => value !== undefined);
}

function inventoryRow({ where, value }: Entry<Inventory>, options: ExportOptions): OtaRow {
  const serial = serialOf(value, options);
  const versions = VERSION_ATTRIBUTES.flatMap((name) => attribute(value, name) ?? []);
  return {
    where,
    unit: serial === undefined ? null : { serial },
    deviceType: attribute(value, "device_type"),
    runs: versions.length > 0 ? { installed: true, versions } : { installed: false },
  };
}

const INSTALLED = ["success", "already-installed"];

function deploymentRow({ where, value }: Entry<z.infer<typeof deploymentSchema>>, { serialOf: byId }: ExportOptions): OtaRow {
  const serial = byId ? byId(value.id) : value.id;
  const { name, meta_artifact: artifact } = value.image ?? {};
  const versions = [name, artifact?.name, ...VERSION_ATTRIBUTES.map((key) => artifact?.artifact_provides?.[key])].filter(
    (text) => text !== undefined,
  );
  const isInstalled = INSTALLED.includes(value.status);
  if (isInstalled && versions.length === 0) throw invalid(`${where} does not say what was deployed to it`);
  return {
    where,
    unit: serial === undefined ? null : { serial },
    deviceType: value.device_type,
    runs: isInstalled ? { installed: true, versions: [...new Set(versions)] } : { installed: false },
  };
}

const invalid = (problem: string): MusterError => new MusterError("report-file-invalid", { problem });
