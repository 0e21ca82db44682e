import { MusterError } from "./errors.ts";
import { parseDeviceId } from "./ids.ts";
import type { OtaRow } from "./ota-report.ts";

/**
 * A list of devices as a table. One of the first three columns names the unit; without `release` and `version` the
 * list is of units that run the release.
 *
 * | column        | content                                             |
 * |---------------|-----------------------------------------------------|
 * | `serial`      | as printed on the unit                              |
 * | `index`       | place of the unit in its batch, from 0              |
 * | `device`      | number in the register, for example 7-123           |
 * | `release`     | sequence number of the release that it runs         |
 * | `version`     | name of it, as the update server has it             |
 * | `gtin`, `lot` | have to be the batch's; a guard against a wrong file |
 * | `device_type` | name of the model at the update server              |
 */
const COLUMNS = ["serial", "index", "device", "release", "version", "gtin", "lot", "device_type"] as const;
type Column = (typeof COLUMNS)[number];
const NAMES_UNIT: readonly Column[] = ["serial", "index", "device"];

/**
 * Reads the heading.
 * @param prefix In front of a line's number where several files are read.
 * @returns A reader for the rows below it.
 * @throws MusterError `report-file-invalid`.
 */
export function otaCsvReader(header: readonly string[], prefix = ""): (cells: readonly string[], line: number) => OtaRow {
  for (const [i, name] of header.entries()) {
    if (!(COLUMNS as readonly string[]).includes(name))
      throw invalid(`${prefix}line 1: there is no column ${name.slice(0, 40)} in such a list; there are ${COLUMNS.join(", ")}`);
    if (header.indexOf(name) !== i) throw invalid(`${prefix}line 1: there are two columns ${name}`);
  }
  const naming = NAMES_UNIT.filter((column) => header.includes(column));
  if (naming.length !== 1) throw invalid(`${prefix}line 1: exactly one of the columns ${NAMES_UNIT.join(", ")} has to be there`);
  if (header.includes("release") && header.includes("version"))
    throw invalid(`${prefix}line 1: it has both release and version; one of them says what a device runs`);

  return (cells, line) => {
    const where = `${prefix}line ${line}`;
    if (cells.length !== header.length) throw invalid(`${where}: it has ${cells.length} cells where ${header.length} are expected`);
    const cell = (column: Column): string | undefined => cells[header.indexOf(column)];
    return {
      where,
      unit: unitOf(naming[0] as Column, cell(naming[0] as Column) ?? "", where),
      runs: runsOf(cell("release"), cell("version"), where),
      gtin: cell("gtin") || undefined,
      lot: cell("lot") || undefined,
      deviceType: cell("device_type") || undefined,
    };
  };
}

function unitOf(column: Column, text: string, where: string): OtaRow["unit"] {
  if (text === "") return null;
  if (column === "serial") return { serial: text };
  if (column === "device") return { deviceId: parseDeviceId(text) };
  if (!/^(0|[1-9][0-9]{0,9})$/.test(text)) throw invalid(`${where}: the index is not a whole number`);
  return { index: Number(text) };
}

function runsOf(release: string | undefined, version: string | undefined, where: string): OtaRow["runs"] {
  if (release === undefined && version === undefined) return { installed: true, versions: [] };
  if (release === "" || version === "") return { installed: false };
  if (release === undefined) return { installed: true, versions: [version as string] };
  if (!/^[1-9][0-9]{0,9}$/.test(release)) throw invalid(`${where}: the release is not a sequence number`);
  return { installed: true, sequence: Number(release) };
}

const invalid = (problem: string): MusterError => new MusterError("report-file-invalid", { problem });
