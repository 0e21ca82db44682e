"use client";

import { FlaskConical } from "lucide-react";
import { CertificateBadge, CertificateTerms } from "@/app/_components/register/certificates.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { useCertifiedModels } from "@/app/_hooks/use-feed.ts";
import { CERTIFICATE_WORDS } from "@/app/_lib/security-words.ts";
import { readable, readableReason } from "@/app/_lib/words.ts";
import { revokeCertificate } from "@/lib/chain/calls.ts";
import { orgId, parseModelId } from "@/lib/domain/ids.ts";
import type { CertificateView, ModelView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { RevokeDialog } from "../_components/revoke-dialog.tsx";
import { CertifyDialog } from "./certify-dialog.tsx";

/** What a laboratory certified, and the way to certify more. */
export function Certificates() {
  const { organization, may } = useConsole();
  const models = useCertifiedModels(organization.id);
  if (organization.kind !== "laboratory")
    return (
      <EmptyState icon={FlaskConical} title="Only laboratories certify">
        Declarations of your own models are made under Models.
      </EmptyState>
    );
  if (models.isPending) return <Skeleton className="h-64" />;
  if (!models.data) return <Trouble what="The list of certificates" />;
  const own = models.data.flatMap((model) => {
    const certificate = model.certificates.find(({ laboratory }) => laboratory.id === organization.id);
    return certificate ? [{ model, certificate }] : [];
  });
  return (
    <>
      {may("certificates") ? <CertifyDialog /> : null}
      {own.length === 0 ? (
        <EmptyState icon={FlaskConical} title="Nothing certified yet">
          A certificate is of a model whose maker has declared its security.
        </EmptyState>
      ) : (
        <Table caption="Certificates of the laboratory">
          <TableHead>
            <tr>
              <TableHeader>Model</TableHeader>
              <TableHeader>State</TableHeader>
              <TableHeader>Certified</TableHeader>
              <TableHeader>Valid until</TableHeader>
              <TableHeader numeric>Declaration</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {own.map(({ model, certificate }) => (
              <Row key={model.id} model={model} certificate={certificate} />
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}

function Row({ model, certificate }: { model: ModelView; certificate: CertificateView }) {
  const { organization, may } = useConsole();
  const { state, revoked } = certificate;
  return (
    <TableRow>
      <TableHeader scope="row" className="min-w-40 whitespace-normal">
        <ModelName model={model} />
      </TableHeader>
      <TableCell className="min-w-56 whitespace-normal">
        <CertificateBadge state={state} />{" "}
        <span className="text-ink-soft">{revoked ? readableReason(revoked.reason) : CERTIFICATE_WORDS[state].meaning}</span>
        {may("certificates") ? (
          <div>
            <RevokeDialog
              what={`the certificate of ${readable(model.name)}`}
              title={`Revoke the certificate of ${readable(model.name)}?`}
              description="It stops counting at once and stays visible as revoked. You may certify the model anew."
              isRevoked={revoked !== null}
              call={(register, reason) => revokeCertificate(register, orgId(organization.id), parseModelId(model.id), reason)}
            />
          </div>
        ) : null}
      </TableCell>
      <CertificateTerms of={certificate} />
    </TableRow>
  );
}
