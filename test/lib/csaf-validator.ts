import * as mandatory from "@secvisogram/csaf-validator-lib/mandatoryTests.js";
import * as optional from "@secvisogram/csaf-validator-lib/optionalTests.js";
import * as schema from "@secvisogram/csaf-validator-lib/schemaTests.js";

/**
 * What the validator of the secvisogram project finds in a document: the strict schema, every mandatory and every
 * optional test of the standard. Findings read "name at path: message".
 */
export async function csafFindings(document: unknown): Promise<string[]> {
  const tests = [...Object.values(schema), ...Object.values(mandatory), ...Object.values(optional)];
  if (tests.length < 60) throw new Error(`only ${tests.length} tests of the validator were found`);
  const found: string[] = [];
  for (const test of tests) {
    const { isValid, errors = [], warnings = [] } = await test(document);
    if (isValid === false && errors.length === 0) found.push(`${test.name}: not valid`);
    for (const { instancePath, message } of [...errors, ...warnings]) found.push(`${test.name} at ${instancePath}: ${message}`);
  }
  return found;
}
