import { AppLink } from "@/app/_components/app-link.tsx";
import { cn } from "@/app/_lib/cn.ts";
import { asciiDomain, readable } from "@/app/_lib/words.ts";
import type { ModelRef } from "@/lib/feed/wire.ts";

type Organization = { id: number; name: string; domain: string };

/**
 * An organisation's name, always with the domain it proved: names can be imitated, domains cannot. `bdi` keeps a name
 * in another reading direction from turning the words around it.
 */
export function OrganizationName({
  organization,
  plain = false,
  className,
}: {
  organization: Organization;
  plain?: boolean;
  className?: string;
}) {
  const name = <bdi>{readable(organization.name)}</bdi>;
  return (
    <span className={className}>
      {plain ? (
        name
      ) : (
        <AppLink href={`/organizations/${organization.id}`} className="link">
          {name}
        </AppLink>
      )}{" "}
      <span className="whitespace-nowrap text-ink-soft text-[0.9em]">({asciiDomain(organization.domain)})</span>
    </span>
  );
}

export function ModelName({ model, plain = false, className }: { model: ModelRef; plain?: boolean; className?: string }) {
  const name = <bdi>{readable(model.name)}</bdi>;
  if (plain) return <span className={className}>{name}</span>;
  return (
    <AppLink href={`/models/${model.id}`} className={cn("link", className)}>
      {name}
    </AppLink>
  );
}
