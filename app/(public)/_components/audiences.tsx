import { ArrowRight, Factory, type LucideIcon, Scale, Smartphone } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";

type Offer = { icon: LucideIcon; title: string; text: string; href: string; action: string };

const OFFERS: readonly Offer[] = [
  {
    icon: Smartphone,
    title: "If you own a device",
    text: "Claim it with the code from its box. You are told when it is recalled, and register the fix once you have installed it.",
    href: "/claim",
    action: "Claim a device",
  },
  {
    icon: Factory,
    title: "If you make devices or parts",
    text: "Register batches and the parts in them. A recall of a part then reaches every device that contains it, whatever brand is on the box.",
    href: "/console",
    action: "Open the console",
  },
  {
    icon: Scale,
    title: "If you watch over the market",
    text: "See who was told, who answered and what was fixed, with the evidence for each. The figures are those that everybody sees.",
    href: "/regulator",
    action: "Open the desk",
  },
];

export function Audiences() {
  return (
    <ul className="grid gap-x-10 gap-y-8 md:grid-cols-3">
      {OFFERS.map(({ icon: Icon, title, text, href, action }) => (
        <li key={href} className="flex flex-col border-t-2 border-t-ink pt-4">
          <h3 className="flex items-center gap-2.5 font-semibold">
            <Icon className="size-5 text-accent" strokeWidth={1.75} aria-hidden />
            {title}
          </h3>
          <p className="mt-2 flex-1 text-ink-soft leading-relaxed">{text}</p>
          <AppLink href={href} className="link mt-3 inline-flex items-center gap-1.5 self-start">
            {action} <ArrowRight className="size-4" aria-hidden />
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
