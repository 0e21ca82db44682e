import * as assembly from "./assembly.ts";
import * as conditions from "./conditions.ts";
import * as expressions from "./expressions.ts";
import type { Operator } from "./operator.ts";
import * as statements from "./statements.ts";
import * as values from "./values.ts";

/** Every way to break a contract, by the name that reports and test/mutation/survivors.json use. */
export const OPERATORS = {
  "delete-statement": statements.deleteStatement,
  "empty-modifier": statements.emptyModifier,
  "drop-modifier": statements.dropModifier,
  "return-default": statements.returnDefault,
  "condition-true": conditions.conditionTrue,
  "condition-false": conditions.conditionFalse,
  "condition-negated": conditions.conditionNegated,
  "loop-bound": conditions.loopBound,
  "drop-operand": conditions.dropOperand,
  logical: conditions.logical,
  relational: expressions.relational,
  arithmetic: expressions.arithmetic,
  bitwise: expressions.bitwise,
  assignment: expressions.assignment,
  increment: expressions.increment,
  "drop-sign": expressions.dropSign,
  literal: expressions.literal,
  boolean: expressions.boolean,
  text: expressions.text,
  "swap-arguments": values.swapArguments,
  "drop-hashed": values.dropHashed,
  "enum-neighbour": values.enumNeighbour,
  "constant-neighbour": values.constantNeighbour,
  "yul-opcode": assembly.yulOpcode,
  "yul-literal": assembly.yulLiteral,
  "yul-condition": assembly.yulCondition,
  "yul-delete": assembly.yulDelete,
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof OPERATORS;
