import type { MusterError } from "./errors.ts";

type Naming = { product_ids?: string[]; group_ids?: string[] };

/** What a document says of its products, as far as references go. */
type Described = {
  document: { category: string };
  products: readonly { id: string }[];
  tree: {
    relationships?: { product_reference: string; relates_to_product_reference: string; full_product_name: { product_id: string } }[];
    product_groups?: { group_id: string; product_ids: string[] }[];
  };
  vulnerabilities: readonly {
    cve?: string;
    product_status?: Record<string, string[] | undefined>;
    flags?: Naming[];
    threats?: Naming[];
    remediations?: Naming[];
    scores?: { products?: string[] }[];
  }[];
};

type Refuse = (problem: string) => MusterError;

/** Statuses that say opposite things of a product, CSAF 2.0 section 6.1.6. */
const CONTRADICTING: Record<string, string> = {
  first_affected: "affected",
  known_affected: "affected",
  last_affected: "affected",
  known_not_affected: "not affected",
  first_fixed: "fixed",
  fixed: "fixed",
  under_investigation: "under investigation",
};

/**
 * The tests of CSAF 2.0 that decide what a document means to a recall: whoever is affected must be named once, defined
 * and beyond doubt (6.1.1 to 6.1.6, 6.1.23 and, for informational documents, 6.1.27.3). The others judge its form,
 * which is its publisher's affair.
 * @throws What `refuse` makes of the problem.
 */
export function checkMeaning({ document, products, tree, vulnerabilities }: Described, refuse: Refuse): void {
  const defined = uniqueSet(
    products.map(({ id }) => id),
    (id) => refuse(`it defines the product ${id} twice`),
  );
  const { relationships = [], product_groups: groups = [] } = tree;
  const groupIds = uniqueSet(
    groups.map(({ group_id }) => group_id),
    (id) => refuse(`it defines the group ${id} twice`),
  );
  const namings = vulnerabilities.flatMap(({ flags = [], threats = [], remediations = [] }) => [...flags, ...threats, ...remediations]);
  const named = [
    ...relationships.flatMap((link) => [link.product_reference, link.relates_to_product_reference]),
    ...groups.flatMap(({ product_ids }) => product_ids),
    ...namings.flatMap(({ product_ids = [] }) => product_ids),
    ...vulnerabilities.flatMap(({ product_status = {} }) => Object.values(product_status).flatMap((list) => list ?? [])),
    ...vulnerabilities.flatMap(({ scores = [] }) => scores.flatMap((score) => score.products ?? [])),
  ];
  const missing = named.find((id) => !defined.has(id));
  if (missing !== undefined) throw refuse(`it speaks of the product ${missing} and does not define it`);
  const missingGroup = namings.flatMap(({ group_ids = [] }) => group_ids).find((id) => !groupIds.has(id));
  if (missingGroup !== undefined) throw refuse(`it speaks of the group ${missingGroup} and does not define it`);
  checkRings(relationships, refuse);
  checkStatuses(vulnerabilities, refuse);
  uniqueSet(
    vulnerabilities.flatMap(({ cve }) => cve ?? []),
    (cve) => refuse(`it describes ${cve} twice`),
  );
  if (document.category === "csaf_informational_advisory" && vulnerabilities.length > 0)
    throw refuse("it calls itself informational and describes vulnerabilities");
}

function uniqueSet(ids: readonly string[], twice: (id: string) => MusterError): Set<string> {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw twice(id);
    seen.add(id);
  }
  return seen;
}

/** A product in itself, by whatever way: takes away, round by round, what rests only on products outside any ring. */
function checkRings(relationships: NonNullable<Described["tree"]["relationships"]>, refuse: Refuse): void {
  let open = relationships;
  for (;;) {
    const made = new Set(open.map(({ full_product_name }) => full_product_name.product_id));
    const left = open.filter((link) => made.has(link.product_reference) || made.has(link.relates_to_product_reference));
    if (left.length === 0) return;
    if (left.length === open.length) throw refuse(`the product ${left[0]?.full_product_name.product_id} contains itself`);
    open = left;
  }
}

function checkStatuses(vulnerabilities: Described["vulnerabilities"], refuse: Refuse): void {
  for (const { product_status = {} } of vulnerabilities) {
    const said = new Map<string, string>();
    for (const [status, ids] of Object.entries(product_status)) {
      const meaning = CONTRADICTING[status];
      if (meaning === undefined) continue;
      for (const id of ids ?? []) {
        const before = said.get(id);
        if (before !== undefined && before !== meaning) throw refuse(`it says that the product ${id} is ${before} and ${meaning}`);
        said.set(id, meaning);
      }
    }
  }
}
