// The same slips inside inline assembly, whose tree is Yul's.
import { nodeAt, spanOf } from "../syntax.ts";
import { beside } from "./expressions.ts";
import type { Operator } from "./operator.ts";

const OPCODES: Record<string, string> = {
  lt: "gt",
  gt: "lt",
  slt: "sgt",
  sgt: "slt",
  eq: "xor",
  shl: "shr",
  shr: "shl",
  sar: "shr",
  and: "or",
  or: "and",
  xor: "and",
  add: "sub",
  sub: "add",
  mul: "div",
  div: "mul",
  mod: "div",
};

export const yulOpcode: Operator = (node) => {
  const callee = node.nodeType === "YulFunctionCall" ? nodeAt(node, "functionName") : undefined;
  const other = OPCODES[callee?.name ?? ""];
  return callee && other ? [{ span: spanOf(callee), text: other }] : [];
};

export const yulLiteral: Operator = (node) =>
  node.nodeType === "YulLiteral" && node.kind === "number" ? beside(String(node.value)).map((text) => ({ span: spanOf(node), text })) : [];

export const yulCondition: Operator = (node) => {
  const condition = nodeAt(node, "condition");
  if (!condition) return [];
  const values = node.nodeType === "YulIf" ? ["0", "1"] : node.nodeType === "YulForLoop" ? ["0"] : [];
  return values.map((text) => ({ span: spanOf(condition), text }));
};

export const yulDelete: Operator = (node) =>
  node.nodeType === "YulExpressionStatement" || node.nodeType === "YulAssignment" ? [{ span: spanOf(node), text: "" }] : [];
