import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { MusterError } from "../../domain/errors.ts";
import type { Answer } from "../routes.ts";

/** More than a page of a site needs, and less than would keep anybody waiting. */
const MAX_TOKENS = 1_000;
/** Each field at the top is an answer of a route. */
const MAX_FIELDS = 8;

export type Question = {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
};

/** Fields at the top of an operation, those in fragments too, each as often as it is asked for. */
function countFields(
  { selections }: SelectionSetNode,
  fragment: (name: string) => FragmentDefinitionNode | undefined,
  open: string[] = [],
): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1;
    if (selection.kind === Kind.INLINE_FRAGMENT) return sum + countFields(selection.selectionSet, fragment, open);
    const name = selection.name.value;
    const of = open.includes(name) ? undefined : fragment(name); // a circle is another rule's to refuse
    return of ? sum + countFields(of.selectionSet, fragment, [...open, name]) : sum;
  }, 0);
}

const fewFields: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const fields = countFields(operation.selectionSet, (name) => context.getFragment(name) ?? undefined);
    if (fields > MAX_FIELDS)
      context.reportError(
        new GraphQLError(`Asks for ${fields} fields of Query; at most ${MAX_FIELDS} are answered at once.`, { nodes: operation }),
      );
  },
});

/** As it goes over the line. */
const plain = (error: GraphQLFormattedError) => ({ ...error });

/** Refusals of the register by their code, those of GraphQL as they are, and of anything else nothing but that it failed. */
function told(error: GraphQLError) {
  const { originalError: cause } = error;
  if (!cause) return plain(error.toJSON());
  if (!(cause instanceof MusterError)) console.error(cause);
  const { message, ...extensions } = (cause instanceof MusterError ? cause : new MusterError("api-failed")).toJSON();
  return { ...error.toJSON(), message, extensions };
}

function read(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Answers a question, or says what is wrong with it. The schema is a file of its own, so questions about it are refused. */
export async function answerGraphql(
  schema: GraphQLSchema,
  { query, variables, operationName }: Question,
): Promise<Answer<"POST /graphql">> {
  const document = read(query);
  if (document instanceof GraphQLError) return { errors: [plain(document.toJSON())] };
  const faults = validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule, fewFields]);
  if (faults.length > 0) return { errors: faults.map((fault) => plain(fault.toJSON())) };
  const { data, errors } = await execute({ schema, document, variableValues: variables, operationName });
  return { ...(data !== undefined && { data }), ...(errors && { errors: errors.map(told) }) };
}
