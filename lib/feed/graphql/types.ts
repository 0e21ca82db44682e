import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  GraphQLFloat,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  GraphQLString,
} from "graphql";
import { fieldName, typeName } from "./names.ts";

/** JSON Schema as `openApi` writes it. */
export type Json = { readonly [key: string]: unknown };

/** GraphQL's own `Int` ends at 31 bits, which counts and times do not. */
export const Whole = new GraphQLScalarType<number, number>({ name: "Whole", description: "A whole number of up to 53 bits." });

const Anything = new GraphQLScalarType({ name: "JSON", description: "What has a form of its own, as the route answers it." });

const SCALARS: Record<string, GraphQLScalarType> = {
  string: GraphQLString,
  integer: Whole,
  number: GraphQLFloat,
  boolean: GraphQLBoolean,
};

const isNull = (schema: Json): boolean => schema.type === "null";

/** The forms that a value may have: null is one of them where it may be missing. */
function choicesOf(schema: Json): Json[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices as Json[];
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [];
}

/** What stands in an object. Of one by words, such as by severity, every word is there. */
function propertiesOf(schema: Json): { properties: Record<string, Json>; required: readonly string[] } | null {
  const {
    properties,
    required = [],
    propertyNames,
    additionalProperties,
  } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
    propertyNames?: { enum?: string[] };
    additionalProperties?: Json;
  };
  if (properties) return { properties, required };
  const words = propertyNames?.enum;
  return words && additionalProperties
    ? { properties: Object.fromEntries(words.map((word) => [word, additionalProperties])), required: words }
    : null;
}

const isNullable = (schema: Json): boolean => isNull(schema) || choicesOf(schema).some(isNull);

/**
 * Types of GraphQL from the shapes of answers. What those name is one type by that name; what stands inside is named after
 * where it stands. Choices between forms, and keys that are data, stay JSON.
 */
export function createTypes(named: Readonly<Record<string, Json>>) {
  const made = new Map<string, { type: GraphQLObjectType; schema: Json }>();

  function objectOf(name: string, schema: Json): GraphQLObjectType {
    const known = made.get(name);
    if (known && known.schema !== schema) throw new Error(`two shapes would be called ${name}`);
    if (known) return known.type;
    const { properties, required } = propertiesOf(schema) ?? { properties: {}, required: [] };
    const fields = () =>
      Object.fromEntries(
        Object.entries(properties).map(([key, property]): [string, GraphQLFieldConfig<Json, unknown>] => {
          const type = typeOf(property, typeName(name, key));
          const isAlways = required.includes(key) && !isNullable(property);
          return [
            fieldName(key),
            { type: isAlways ? new GraphQLNonNull(type) : type, description: property.description as string, resolve: (of) => of[key] },
          ];
        }),
      );
    const type = new GraphQLObjectType<Json>({ name, description: schema.description as string, fields });
    made.set(name, { type, schema });
    return type;
  }

  /** @param name For an object that has none. */
  function typeOf(
    schema: Json,
    name: string,
  ): GraphQLOutputType & (GraphQLObjectType | GraphQLScalarType | GraphQLList<GraphQLOutputType>) {
    const reference = /^#\/components\/schemas\/(\w+)$/.exec(String(schema.$ref))?.[1];
    if (reference) return objectOf(reference, named[reference] as Json);
    const choices = choicesOf(schema).filter((choice) => !isNull(choice));
    if (choices.length === 1) return typeOf(choices[0] as Json, name);
    if (choices.length > 1) return choices.every(({ type }) => type === "string") ? GraphQLString : Anything;
    if (schema.type === "array") return new GraphQLList(new GraphQLNonNull(typeOf((schema.items ?? {}) as Json, name)));
    if (propertiesOf(schema)) return objectOf(name, schema);
    return SCALARS[String(schema.type)] ?? Anything;
  }

  return { typeOf };
}
