"use client";

import { Ban, CircleCheck, Cpu } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { useModels } from "@/app/_hooks/use-feed.ts";
import { formatBytes } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { revokeRelease } from "@/lib/chain/calls.ts";
import { parseModelId } from "@/lib/domain/ids.ts";
import type { ModelView, ReleaseView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { RevokeDialog } from "../_components/revoke-dialog.tsx";
import { PublishDialog } from "./publish-dialog.tsx";

/** Every model of the organisation with its firmware versions, and the way to publish the next one. */
export function ModelReleases() {
  const { organization } = useConsole();
  const models = useModels(organization.id);
  if (models.isPending) return <Skeleton className="h-64" />;
  if (!models.data) return <Trouble what="The list of models" />;
  if (models.data.length === 0)
    return (
      <EmptyState icon={Cpu} title="No model registered yet">
        {organization.kind === "manufacturer" ? (
          <>
            <AppLink href="/console/models" className="link">
              Register the product line
            </AppLink>{" "}
            first, with its GTIN and the day until which you promise security updates.
          </>
        ) : (
          "Only manufacturers publish releases."
        )}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-5">
      {models.data.map((model) => (
        <ModelCard key={model.id} model={model} />
      ))}
    </div>
  );
}

function ModelCard({ model }: { model: ModelView }) {
  const { may } = useConsole();
  return (
    <Card>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold text-lg tracking-tight">
            <ModelName model={model} />
          </h2>
          <p className="text-ink-soft text-sm">
            GTIN {model.gtin}. Security updates until <Day at={model.supportEnd} />.
          </p>
        </div>
        {may("releases") ? <PublishDialog model={model} /> : null}
      </div>
      {model.releases.length === 0 ? (
        <p className="text-ink-soft text-sm">
          No release yet{model.kind === "component" ? "; the brands that build it in publish theirs" : ""}.
        </p>
      ) : (
        <ReleaseTable model={model} />
      )}
    </Card>
  );
}

const ReleaseTable = ({ model }: { model: ModelView }) => (
  <Table caption={`Releases of ${model.name}`}>
    <TableHead>
      <tr>
        <TableHeader>Version</TableHeader>
        <TableHeader>Standing</TableHeader>
        <TableHeader>Published</TableHeader>
        <TableHeader numeric>Sequence</TableHeader>
        <TableHeader numeric>Size</TableHeader>
        <TableHeader>Digest</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {model.releases
        .toSorted((a, b) => b.sequence - a.sequence)
        .map((release) => (
          <ReleaseRow key={release.sequence} model={model} release={release} />
        ))}
    </TableBody>
  </Table>
);

function ReleaseRow({ model, release }: { model: ModelView; release: ReleaseView }) {
  const { may } = useConsole();
  const { sequence, version, publishedAt, size, digest, revoked } = release;
  return (
    <TableRow>
      <TableHeader scope="row" className="font-mono">
        {version}
      </TableHeader>
      <TableCell className="min-w-56 whitespace-normal">
        {revoked ? (
          <>
            <Badge tone="affected">
              <Ban aria-hidden />
              Revoked
            </Badge>{" "}
            on <Day at={revoked.at} />: {readable(revoked.reason)}
          </>
        ) : (
          <span className="flex items-start gap-1.5">
            <CircleCheck className="mt-0.5 size-4 shrink-0 text-fixed" aria-hidden />
            counts as a fix where it is offered as one
          </span>
        )}
        {may("releases") ? (
          <RevokeDialog
            what={`${readable(release.version)} of ${model.name}`}
            title={`Revoke ${readable(release.version)} of ${model.name}?`}
            description="Devices that run it are no longer fixed by it, in every recall. There is no way back; publish a new release instead."
            isRevoked={release.revoked !== null}
            call={(register, reason) => revokeRelease(register, parseModelId(model.id), release.sequence, reason)}
          />
        ) : null}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Day at={publishedAt} />
      </TableCell>
      <TableCell numeric>{sequence}</TableCell>
      <TableCell numeric>{formatBytes(size)}</TableCell>
      <TableCell>
        <Copy value={digest} what="digest" ends={6} />
      </TableCell>
    </TableRow>
  );
}
