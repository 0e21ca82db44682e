"use client";

import { Cpu } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { useBatches, useModels } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { useConsole } from "../_components/console-context.ts";
import { ExtendDialog } from "./extend-dialog.tsx";
import { RegisterDialog } from "./register-dialog.tsx";

/** Every model of the organisation, what was made of it, and how long it is supported. */
export function ModelList() {
  const { organization, may } = useConsole();
  const models = useModels(organization.id);
  const batches = useBatches(organization.id);
  if (models.isPending || batches.isPending) return <Skeleton className="h-64" />;
  if (!models.data || !batches.data) return <Trouble what="The list of models" />;
  const mayRegister = may("models");
  const unitsOf = (id: string): number => batches.data.filter(({ model }) => model.id === id).reduce((sum, { size }) => sum + size, 0);
  return (
    <>
      {mayRegister ? <RegisterDialog /> : null}
      {models.data.length === 0 ? (
        <EmptyState icon={Cpu} title="No model registered yet">
          {organization.kind === "manufacturer"
            ? "A batch of units is of a model. Register the product line with its GTIN first."
            : "Only manufacturers register models."}
        </EmptyState>
      ) : (
        <Table caption="Models of the organisation">
          <TableHead>
            <tr>
              <TableHeader>Model</TableHeader>
              <TableHeader>Security updates until</TableHeader>
              <TableHeader>Security declared</TableHeader>
              <TableHeader>GTIN</TableHeader>
              <TableHeader numeric>Units made</TableHeader>
              <TableHeader numeric>Releases</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {models.data.map((model) => {
              const revoked = model.releases.filter((release) => release.revoked !== null).length;
              return (
                <TableRow key={model.id}>
                  <TableHeader scope="row" className="min-w-40 whitespace-normal">
                    <ModelName model={model} /> {model.kind === "component" ? <Badge tone="neutral">Component</Badge> : null}
                  </TableHeader>
                  <TableCell>
                    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 whitespace-nowrap max-sm:flex-col max-sm:items-start">
                      <Day at={model.supportEnd} />
                      {mayRegister ? <ExtendDialog model={model} /> : null}
                    </div>
                  </TableCell>
                  <TableCell>
                    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 whitespace-nowrap max-sm:flex-col max-sm:items-start">
                      {model.declaration ? (
                        <span>
                          version {model.declaration.version}, <Day at={model.declaration.declaredAt} />
                        </span>
                      ) : (
                        <Badge tone="unknown">Nothing declared</Badge>
                      )}
                      {mayRegister ? (
                        <Button asChild variant="secondary" size="sm">
                          <AppLink href={`/console/models/${model.id}/declaration`}>
                            <span>
                              {model.declaration ? "Declare anew" : "Declare it"}
                              <span className="sr-only">: the security of {readable(model.name)}</span>
                            </span>
                          </AppLink>
                        </Button>
                      ) : null}
                    </div>
                  </TableCell>
                  <TableCell className="font-mono">{model.gtin}</TableCell>
                  <TableCell numeric>{formatCount(unitsOf(model.id))}</TableCell>
                  <TableCell numeric>
                    <AppLink href="/console/releases" className="link">
                      {formatUnits(model.releases.length, "release")}
                    </AppLink>
                    {revoked > 0 ? <span className="block text-ink-soft">{formatCount(revoked)} revoked</span> : null}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </>
  );
}
