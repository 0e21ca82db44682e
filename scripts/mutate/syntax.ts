// The compiler's syntax tree, and texts by its positions, which count bytes.

/** A node of the tree, Solidity's or, inside assembly, Yul's. Which fields there are depends on `nodeType`. */
export type Node = {
  nodeType: string;
  /** `start:length:file`, in bytes. */
  src: string;
  id?: number;
  name?: string;
  kind?: string;
  /** A literal's text, or a declaration's first value. */
  value?: unknown;
  operator?: string;
  prefix?: boolean;
  subdenomination?: string | null;
  memberName?: string;
  names?: string[];
  constant?: boolean;
  referencedDeclaration?: number | null;
  absolutePath?: string;
  typeDescriptions?: { typeString?: string | null };
  [field: string]: unknown;
};

/** A stretch of a file, from its first byte to the one behind its last. */
export type Span = { start: number; end: number };

export type Source = { file: string; bytes: Buffer; tree: Node };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "nodeType" in value;

export const nodeAt = (node: Node, field: string): Node | undefined => {
  const value = node[field];
  return isNode(value) ? value : undefined;
};

/** The nodes of a list field. Empty places, as in `(a, , c)`, are left out. */
export const nodesAt = (node: Node, field: string): Node[] => {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

export const typeOf = (node: Node): string => node.typeDescriptions?.typeString ?? "";

export function spanOf({ src }: Node): Span {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}

export const textAt = ({ bytes }: Pick<Source, "bytes">, { start, end }: Span): string => bytes.toString("utf8", start, end);

export const textOf = (source: Source, node: Node): string => textAt(source, spanOf(node));

/** What `visit` answers when it has seen enough: the walk then leaves out what is below the node. */
export const SKIP = Symbol("skip");

/** Calls `visit` with every node and its ancestors, nearest first, in the order of the text. */
export function walk(node: Node, visit: (node: Node, ancestors: Node[]) => unknown, ancestors: Node[] = []): void {
  if (visit(node, ancestors) === SKIP) return;
  const children = Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
  children.sort((a, b) => spanOf(a).start - spanOf(b).start);
  for (const child of children) walk(child, visit, [node, ...ancestors]);
}

/** A stretch of comments and blanks. */
const GAP = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/;

/** Where the text goes on behind comments and blanks. */
function skipGap(source: Source, from: number): number {
  const [gap = ""] = GAP.exec(textAt(source, { start: from, end: source.bytes.length })) ?? [];
  return from + Buffer.byteLength(gap);
}

/** A statement with its semicolon, which the compiler leaves out of most positions. */
export function statementSpan(source: Source, node: Node): Span {
  const span = spanOf(node);
  const next = skipGap(source, span.end);
  return source.bytes[next] === 0x3b ? { start: span.start, end: next + 1 } : span;
}

/** Where the operator of two operands stands, past any comments. */
export function operatorSpan(source: Source, left: Node, operator: string): Span {
  const start = skipGap(source, spanOf(left).end);
  return { start, end: start + operator.length };
}
