export type Label = {
  /** Place of the unit in its batch. */
  index: number;
  gtin: string;
  lot: string;
  serial: string;
  /** Claim code in the form people type. */
  code: string;
  /** GS1 Digital Link with the code in its fragment. */
  link: string;
};

const COLUMNS = ["index", "gtin", "lot", "serial", "code", "link"] as const satisfies (keyof Label)[];

export const labelCsvHeader = COLUMNS.join(",");

// Values are exact, because label printers print them: a serial that begins with + or = is not defused for
// spreadsheets as an export for people would be.
export const labelCsvCell = (value: string | number): string =>
  /[",\n\r]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`;

/** A line for label printers. */
export const labelCsvLine = (label: Label): string => COLUMNS.map((column) => labelCsvCell(label[column])).join(",");
