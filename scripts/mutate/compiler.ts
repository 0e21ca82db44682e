// Compiles with the npm compiler inside this process: once loaded, a contract takes a quarter of a second.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import solc from "solc";
import type { Node } from "./syntax.ts";

type LinkReferences = Record<string, Record<string, { start: number; length: number }[]>>;
type Code = { object: string; linkReferences: LinkReferences };
type ContractOutput = { abi: unknown[]; evm: { bytecode: Code; deployedBytecode: Code } };
type StandardOutput = {
  errors?: { severity: string; message: string; formattedMessage: string }[];
  sources?: Record<string, { ast?: Node }>;
  contracts?: Record<string, Record<string, ContractOutput>>;
};

export type Contract = { file: string; name: string; abi: unknown[]; bytecode: Code; deployedBytecode: Code };

/**
 * The ways to compile. Mutants run as `plain` code, which is made fastest, or by the way `ir` where `plain` runs out of
 * stack. `optimized` is there to compare: two programs that it makes the same are the same.
 */
const SETTINGS = {
  plain: { optimizer: { enabled: false } },
  optimized: { optimizer: { enabled: true } },
  ir: { viaIR: true, optimizer: { enabled: true } },
};
type Pipeline = keyof typeof SETTINGS;

export type Place = {
  /** The folder that `contracts/…` are in; packages are in its node_modules or those above. */
  root: string;
  evmVersion: string | undefined;
};

/** One file as it is not on disk. */
export type Patch = { file: string; content: string };

export class CompileError extends Error {
  override readonly name = "CompileError";
  get outOfStack(): boolean {
    return /stack too deep/i.test(this.message);
  }
}

function readSource(root: string, file: string): string {
  const own = join(root, file);
  if (existsSync(own)) return readFileSync(own, "utf8");
  for (let folder = root; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", file);
    if (existsSync(path)) return readFileSync(path, "utf8");
    if (folder === dirname(folder)) throw new Error(`${file} is neither in ${root} nor a package's file`);
  }
}

function run(place: Place, files: string[], settings: object, selection: object, patch?: Patch): StandardOutput {
  const read = (file: string): string => (patch?.file === file ? patch.content : readSource(place.root, file));
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: read(file) }])),
    settings: { ...settings, evmVersion: place.evmVersion, outputSelection: Object.fromEntries(files.map((file) => [file, selection])) },
  };
  const onImport = (file: string) => {
    try {
      return { contents: read(file) };
    } catch (error) {
      return { error: String(error) };
    }
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: onImport })) as StandardOutput;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CompileError(errors.map((error) => `${error.message}\n${error.formattedMessage}`).join("\n"));
  return output;
}

const CODE = ["object", "linkReferences"].flatMap((part) => [`evm.bytecode.${part}`, `evm.deployedBytecode.${part}`]);

/** Everything that the files define, without the compiler's metadata: equal programs have equal bytes. */
export function compile(place: Place, files: string[], pipeline: Pipeline, patch?: Patch): Contract[] {
  const settings = { ...SETTINGS[pipeline], metadata: { appendCBOR: false, bytecodeHash: "none" } };
  const { contracts = {} } = run(place, files, settings, { "*": ["abi", ...CODE] }, patch);
  return Object.entries(contracts).flatMap(([file, named]) =>
    Object.entries(named).map(([name, { abi, evm }]) => ({
      file,
      name,
      abi,
      bytecode: evm.bytecode,
      deployedBytecode: evm.deployedBytecode,
    })),
  );
}

/** The fast way to compile, or the other for what runs out of stack there. One by one, if one of several does. */
export function compileFast(place: Place, files: string[], patch?: Patch): Contract[] {
  if (files.length === 0) return [];
  try {
    return compile(place, files, "plain", patch);
  } catch (error) {
    if (!(error instanceof CompileError && error.outOfStack)) throw error;
    return files.length === 1 ? compile(place, files, "ir", patch) : files.flatMap((file) => compileFast(place, [file], patch));
  }
}

/** The checked syntax trees of the files, by name. */
export function parse(place: Place, files: string[], patch?: Patch): Record<string, Node> {
  const { sources = {} } = run(place, files, {}, { "": ["ast"] }, patch);
  return Object.fromEntries(Object.entries(sources).flatMap(([file, { ast }]) => (ast ? [[file, ast]] : [])));
}
