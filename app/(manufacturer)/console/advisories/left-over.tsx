import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { CsafProduct } from "@/lib/domain/csaf.ts";

/** What fits no model. Said plainly, so that nobody takes silence for "not affected". */
export function LeftOver({ products }: { products: CsafProduct[] }) {
  if (products.length === 0) return null;
  return (
    <Disclosure
      summary={`${formatUnits(products.length, "product")} that nothing in the register fits`}
      className="mt-8"
      open={products.length <= 10}
    >
      <ul className="divide-y border-y text-sm">
        {products.map(({ id, name, vendor, version }) => (
          <li key={id} className="break-words py-2.5">
            <span className="font-medium">{readable(name)}</span>
            <span className="block text-ink-soft">{[vendor, version, id].flatMap((text) => (text ? readable(text) : [])).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
