// Comparisons, calculations and values that are off by a little.
import { type Node, nodeAt, operatorSpan, spanOf, textOf, typeOf } from "../syntax.ts";
import type { Operator } from "./operator.ts";

const RELATIONAL: Record<string, string[]> = { "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="] };

const ARITHMETIC: Record<string, string[]> = { "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "**": ["*"] };

const BITWISE: Record<string, string[]> = { "&": ["|"], "|": ["&"], "^": ["&"], "<<": [">>"], ">>": ["<<"] };

const ASSIGNMENT: Record<string, string[]> = {
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "*=": ["/=", "="],
  "/=": ["*=", "="],
  "%=": ["*=", "="],
  "&=": ["|=", "="],
  "|=": ["&=", "="],
  "^=": ["&=", "="],
  "<<=": [">>=", "="],
  ">>=": ["<<=", "="],
};

const swapOf =
  (nodeType: string, leftField: string, swaps: Record<string, string[]>): Operator =>
  (node, _ancestors, { source }) => {
    const [left, operator] = [nodeAt(node, leftField), node.operator];
    if (node.nodeType !== nodeType || !left || !operator) return [];
    return (swaps[operator] ?? []).map((text) => ({ span: operatorSpan(source, left, operator), text }));
  };

export const relational = swapOf("BinaryOperation", "leftExpression", RELATIONAL);
export const arithmetic = swapOf("BinaryOperation", "leftExpression", ARITHMETIC);
export const bitwise = swapOf("BinaryOperation", "leftExpression", BITWISE);
export const assignment = swapOf("Assignment", "leftHandSide", ASSIGNMENT);

export const increment: Operator = (node) => {
  if (node.nodeType !== "UnaryOperation" || !/^(\+\+|--)$/.test(node.operator ?? "")) return [];
  const { start, end } = spanOf(node);
  const span = node.prefix ? { start, end: start + 2 } : { start: end - 2, end };
  return [{ span, text: node.operator === "++" ? "--" : "++" }];
};

/** `!x`, `-x` and `~x` become `x`. */
export const dropSign: Operator = (node) => {
  if (node.nodeType !== "UnaryOperation" || !/^[!~-]$/.test(node.operator ?? "")) return [];
  const { start } = spanOf(node);
  return [{ span: { start, end: start + 1 }, text: "" }];
};

/** The whole numbers beside one, as it is written. */
export function beside(text: string): string[] {
  const digits = text.replaceAll("_", "");
  if (!/^(0x[\da-f]+|\d+)$/i.test(digits)) return [`(${text} + 1)`, `(${text} - 1)`];
  const value = BigInt(digits);
  const write = (n: bigint) => (digits.startsWith("0x") ? `0x${n.toString(16).padStart(digits.length - 2, "0")}` : `${n}`);
  return value === 0n ? [write(1n)] : [write(value + 1n), write(value - 1n)];
}

const isExtreme = (node: Node): boolean =>
  /^(max|min)$/.test(node.memberName ?? "") && typeOf(nodeAt(node, "expression") ?? node).startsWith("type(");

/** One more and one less, also of `14 days`; one off the ends of a type. */
export const literal: Operator = (node, _ancestors, { source }) => {
  const [span, text] = [spanOf(node), textOf(source, node)];
  if (isExtreme(node)) return [{ span, text: `(${text} ${node.memberName === "max" ? "-" : "+"} 1)` }];
  if (node.nodeType !== "Literal" || node.kind !== "number" || typeOf(node).startsWith("address")) return [];
  return beside(text).map((other) => ({ span, text: other }));
};

export const boolean: Operator = (node) =>
  node.nodeType === "Literal" && node.kind === "bool" ? [{ span: spanOf(node), text: node.value === "true" ? "false" : "true" }] : [];

/** A text that says nothing. What is hashed or signed depends on texts. */
export const text: Operator = (node) =>
  node.nodeType === "Literal" && node.kind === "string" && node.value !== "" ? [{ span: spanOf(node), text: '""' }] : [];
