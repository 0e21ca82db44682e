/** Names of GraphQL, made from those of the routes and their answers, so that nobody has to learn two sets. */

const camel = (words: readonly string[]): string =>
  words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");

/** GraphQL knows no hyphens: `safety-warning` is `safetyWarning`. */
export const fieldName = (key: string): string => camel(key.split(/[^A-Za-z0-9_]+/));

export const typeName = (...words: string[]): string => {
  const name = camel(words.map(fieldName));
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** `recalls` is `recall`, `batches` is `batch`, `recoveries` is `recovery`. */
const singular = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/(ch|s|x)es$/, "$1")
    .replace(/([^s])s$/, "$1");

/** `/recalls` is `recalls`, `/recalls/:recallId` is `recall`, and `/recalls/:recallId/course` is `recallCourse`. */
export function queryName(path: string): string {
  const steps = path.split("/").filter(Boolean);
  const words = steps.flatMap((step, at) => {
    if (step.startsWith(":")) return [];
    return [steps[at + 1]?.startsWith(":") ? singular(step) : step];
  });
  return camel(words);
}
