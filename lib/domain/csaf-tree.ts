import type { CsafPublisher, RecalledBatch, RecalledModel, RecalledRange, RecallFacts } from "./csaf-recall.ts";
import { type Notice, type ProductStatus, plainText } from "./notice-document.ts";

/**
 * The products of a recall's advisory: the units that the chain means, by maker, model and batch, parts in relation to
 * what contains them, the releases that fix them, and the products as the notice names them. Units are counted within
 * their batch, as the chain does; serials are not public and stand nowhere.
 */
type Helper = { model_numbers?: string[]; skus?: string[]; x_generic_uris: { namespace: string; uri: string }[] };
type Product = { product_id: string; name: string; product_identification_helper: Helper };
type Branch = { category: string; name: string; product?: Product; branches?: Branch[] };

type ProductTree = {
  branches?: Branch[];
  full_product_names?: Product[];
  relationships?: { category: string; product_reference: string; relates_to_product_reference: string; full_product_name: Product }[];
  product_groups?: { group_id: string; summary: string; product_ids: string[] }[];
};

export type RecallProducts = {
  tree: ProductTree;
  /** Products by what is said of them. */
  statuses: Record<ProductStatus, string[]>;
  /** Affected products that a release of the model fixes, by the model's id. */
  ofModel: ReadonlyMap<string, string[]>;
};

const DIGITAL_LINK = "https://www.gs1.org/standards/gs1-digital-link";
const readable = (text: string, otherwise: string): string => plainText(text, 500)?.replaceAll("\n", " ") ?? otherwise;
const modelName = ({ name, id }: RecalledModel): string => readable(name, `model ${id}`);
const makerName = ({ maker }: RecalledModel): string => readable(maker.name, `maker ${maker.id}`);

/** CSAF 2.0 section 6.1.31: such a text would be a range, and a single version must not look like one. */
const looksLikeRange = (text: string): boolean => /[<>]|(^|\s)(after|all|before|earlier|later|prior|versions)(\s|$)/i.test(text);

/** @param all False where every product of the tree counts as affected: then nothing else may be in it. */
export function recallProducts(recall: RecallFacts, notice: Notice, publisher: CsafPublisher, all: boolean): RecallProducts {
  const { publicUrl } = publisher;
  const tree = new TreeBuilder();
  const statuses: RecallProducts["statuses"] = { affected: [], "under-investigation": [], fixed: [], "not-affected": [] };
  const ofModel = new Map<string, string[]>();
  const add = (modelId: string, id: string): void => {
    statuses.affected.push(id);
    ofModel.set(modelId, [...(ofModel.get(modelId) ?? []), id]);
  };

  for (const range of recall.affected) {
    const { batch, via, path } = range;
    const own = tree.add(batchBranches(range, publicUrl));
    const component = via.at(-1);
    if (!component) {
      add(batch.model.id, own.product_id);
      continue;
    }
    const inner = tree.add(batchBranches({ batch: component, first: 0, last: component.size - 1 }, publicUrl));
    const id = `${own.product_id}:by:${path.slice(2)}`;
    tree.relate(inner.product_id, own.product_id, { ...own, product_id: id, name: `${inner.name} in ${own.name}` });
    add(batch.model.id, id);
  }
  if (all)
    for (const { model, release } of recall.fixes) {
      if (release.revoked) continue;
      statuses.fixed.push(tree.add(releaseBranches(model, release, publicUrl)).product_id);
    }
  for (const [i, named] of notice.products.entries()) {
    if (!all && named.status !== undefined && named.status !== "affected") continue;
    const { product_id } = tree.addNamed(named, i, `${publicUrl}/documents/${recall.notice}`);
    if (named.status) statuses[named.status].push(product_id);
  }
  return { tree: tree.finish(all), statuses, ofModel };
}

type Units = Pick<RecalledRange, "first" | "last"> & { batch: RecalledBatch };
type Placed = { vendor?: string; name?: string; version?: { category: string; name: string }; product: Product };

function batchBranches({ batch, first, last }: Units, publicUrl: string): Placed & { vendor: string; name: string } {
  const { model, lot, size, id } = batch;
  const isWhole = first === 0 && last === size - 1;
  const units = isWhole ? "" : `, units ${first} to ${last} of ${size} counted from 0`;
  const uri = `${publicUrl}/batches/${id}${isWhole ? "" : `#${first}-${last}`}`;
  const link = `https://id.gs1.org/01/${model.gtin}/10/${encodeURIComponent(lot)}`;
  const helper = {
    skus: [model.gtin],
    x_generic_uris: [
      { namespace: DIGITAL_LINK, uri: link },
      { namespace: `${publicUrl}/batches`, uri },
    ],
  };
  return {
    vendor: makerName(model),
    name: modelName(model),
    version: { category: "product_version", name: `batch:${id}${isWhole ? "" : `:${first}-${last}`}` },
    product: {
      product_id: `muster:batch:${id}${isWhole ? "" : `:${first}-${last}`}`,
      name: `${modelName(model)}, lot ${lot}${units}`,
      product_identification_helper: helper,
    },
  };
}

type Release = RecallFacts["fixes"][number]["release"];

function releaseBranches(model: RecalledModel, { sequence, version }: Release, publicUrl: string): Placed {
  const plain = readable(version, "");
  const text = plain && !looksLikeRange(plain) ? plain : `release:${sequence}`;
  return {
    vendor: makerName(model),
    name: modelName(model),
    version: { category: "product_version", name: text },
    product: {
      product_id: `muster:model:${model.id}:release:${sequence}`,
      name: `${modelName(model)} with release ${text}`,
      product_identification_helper: {
        skus: [model.gtin],
        x_generic_uris: [{ namespace: `${publicUrl}/models`, uri: `${publicUrl}/models/${model.id}` }],
      },
    },
  };
}

/** Gathers products, each id once, under one branch for each vendor and each name. */
class TreeBuilder {
  private readonly products = new Map<string, Product>();
  private readonly roots: Branch[] = [];
  private readonly loose: Product[] = [];
  private readonly relationships: NonNullable<ProductTree["relationships"]> = [];

  add({ vendor, name, version, product }: Placed): Product {
    const known = this.products.get(product.product_id);
    if (known) return known;
    this.products.set(product.product_id, product);
    const steps = [
      ...(vendor === undefined ? [] : [{ category: "vendor", name: vendor }]),
      ...(name === undefined ? [] : [{ category: "product_name", name }]),
      ...(version === undefined ? [] : [version]),
    ];
    const leaf = steps.pop();
    if (!leaf) this.loose.push(product);
    else this.level(steps).push({ ...leaf, product });
    return product;
  }

  /** A product in the notice's own words and under its own id, unless that is taken. */
  addNamed({ id, vendor, name, version, modelNumbers }: Notice["products"][number], position: number, source: string): Product {
    const isFree = id !== undefined && !id.startsWith("muster:") && !this.products.has(id);
    const range = version !== undefined && (version.startsWith("vers:") || looksLikeRange(version));
    const numbers = [...new Set(modelNumbers)];
    const product: Product = {
      product_id: isFree ? id : `muster:notice:${position + 1}`,
      name,
      product_identification_helper: {
        ...(numbers.length > 0 ? { model_numbers: numbers } : {}),
        x_generic_uris: [{ namespace: source.slice(0, source.lastIndexOf("/")), uri: `${source}#products-${position + 1}` }],
      },
    };
    const placed =
      version === undefined ? {} : { version: { category: range ? "product_version_range" : "product_version", name: version } };
    return this.add({ vendor, name: vendor === undefined && version === undefined ? undefined : name, ...placed, product });
  }

  relate(inner: string, outer: string, product: Product): void {
    if (this.products.has(product.product_id)) return;
    this.products.set(product.product_id, product);
    const references = { product_reference: inner, relates_to_product_reference: outer };
    this.relationships.push({ category: "default_component_of", ...references, full_product_name: product });
  }

  /** @param grouped Names all products in one group, so that none is defined without being spoken of (6.2.1). */
  finish(grouped: boolean): ProductTree {
    const ids = [...this.products.keys()];
    const group = { group_id: "muster:all", summary: "All products of this document", product_ids: ids };
    return {
      ...(this.roots.length > 0 ? { branches: this.roots } : {}),
      ...(this.loose.length > 0 ? { full_product_names: this.loose } : {}),
      ...(this.relationships.length > 0 ? { relationships: this.relationships } : {}),
      ...(grouped && ids.length > 1 ? { product_groups: [group] } : {}),
    };
  }

  private level(steps: readonly { category: string; name: string }[]): Branch[] {
    let level = this.roots;
    for (const { category, name } of steps) {
      let branch = level.find((one) => one.branches && one.category === category && one.name === name);
      if (!branch) {
        branch = { category, name, branches: [] };
        level.push(branch);
      }
      level = branch.branches as Branch[];
    }
    return level;
  }
}
